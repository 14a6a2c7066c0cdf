/// The `.sql` files beside the code, by name: `touched-links.sql` is `SQLTexts.touchedLinks`.
///
/// The build-tool plugin `EmbedSQL` writes them into the program.
enum SQLTexts {}
