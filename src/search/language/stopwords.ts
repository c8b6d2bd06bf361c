/** English function words: they carry phrases, but no ranking unless a query has nothing else. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again against all also am among an and any are arent as at be because been before being
  below between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down during each
  either else etc few for from further had hadnt has hasnt have havent having he hence her here hers herself him
  himself his how however i if in into is isnt it its itself just lets may me might more most must my myself
  neither no nor not of off on once only onto or other others our ours ourselves out over own per rather same
  shall she should shouldnt since so some such than that the their theirs them themselves then there thereby
  therefore these they this those though through thus to too toward towards under until up upon us versus very via vs was
  wasnt we were werent what when where whereas whether which while who whom whose why will with within without
  wont would wouldnt yet you your yours yourself yourselves`.split(/\s+/),
)
