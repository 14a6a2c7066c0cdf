// The storage key is part of what an export is, but lives where the loadable extension can have it alone.
@_exported public import CatalogFunctions
