/// The version of Pressmark.
public enum Version {
  /// The version as people write it: `0.2.0`.
  public static let text = "0.1.0"
}
