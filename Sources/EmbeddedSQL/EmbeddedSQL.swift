/// The project's SQL texts, embedded in the program.
///
/// `schema` is `schema.sql`; `queries` are the files of `queries/`, by name. The build-tool plugin `EmbedSQL`
/// writes both from the folders at the top level.
package enum EmbeddedSQL {}
