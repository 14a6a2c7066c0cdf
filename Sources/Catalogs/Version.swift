/// The version of Pressmark.
public enum Version {
  public static let text = "0.1.0"
}
