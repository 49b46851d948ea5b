/// Words that say nothing about a subject: function words, the calendar, the scales of numbers and the verbs of reporting.
package enum StopWords {
  package static let all = WordSet(text: [function, calendar, scale, reporting].joined(separator: " "))

  private static let function = """
    a about above after again against all almost along already also although always am among an and another any anyone are \
    aren't around as at away back be became because become been before being below between both but by can can't cannot could \
    couldn't did didn't do does doesn't doing done don't down due during each either else enough especially etc even ever every \
    few for from further generally get gets given go had has have haven't having he hence her here here's him his how however i \
    if in indeed instead into is isn't it it's its itself just largely last least less let like likely made mainly make makes \
    many may me might more most mostly much must my near nearly neither never new next no nor not notably nothing now of off \
    often on once one ones only onto or other others otherwise our ours out over overall own part particularly per perhaps \
    primarily quite rather really relative relatively same several shall she should since so some somewhat still such than that \
    that's the their theirs them themselves then there there's thereby therefore these they they're this those though through \
    throughout thus to together too toward towards two three twelve under until up upon us use used uses using various versus \
    very via was wasn't way we we're we've well were what what's when where whereas whether which while who whom whose why will \
    with within without won't would yet you your
    """
  private static let calendar = """
    january february march april june july august september october november december jan feb mar apr jun jul aug sep sept \
    oct nov dec monday tuesday wednesday thursday friday saturday sunday year years quarter quarters month months week weeks day \
    days fiscal annual annually quarterly monthly period periods ended ending date today early late mid first second third fourth
    """
  private static let scale = """
    percent percentage hundred thousand million millions billion billions trillion dozen approximately roughly basis points
    """
  private static let reporting = """
    according said say says saying told note noted notes noting report reported reporting reports respectively compared \
    including include includes included indicated indicate indicates contacts contact district districts
    """
}
