/** A peer: the least that answers a command with discord.js, as its guide shows it. */
import { type ChatInputCommandInteraction, Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js'

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env['DISCORD_API_URL']! },
})
client.on(Events.InteractionCreate, interaction => {
  if (interaction.isChatInputCommand()) void answer(interaction)
})
client.once(Events.ClientReady, () => console.log('ready'))
process.once('SIGTERM', () => void client.destroy().then(() => process.exit()))
await client.login(process.env['DISCORD_TOKEN'])

async function answer(interaction: ChatInputCommandInteraction): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral })
  await fetch(process.env['HF_URL']!).catch(() => undefined)
  await interaction.editReply('An answer.')
}
