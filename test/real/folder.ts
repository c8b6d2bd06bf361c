/** The recorded data, which is no part of the project. */
const named = process.env['PAPERBOY_REAL_DATA']
if (!named) throw new Error('Name the folder with the recorded data in PAPERBOY_REAL_DATA.')

export const realData: string = named
