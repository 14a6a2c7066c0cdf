// The types and constants of SQLite's extension interface. Nothing is linked: an extension calls SQLite through the
// table that its host hands over.
#include <sqlite3ext.h>
