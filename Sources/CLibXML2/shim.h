// libxml2 as Debian's libxml2-dev installs it: the SAX parsers and the writer.
// Debian builds it with ICU, whose headers clash with those inside Foundation; nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlwriter.h>
