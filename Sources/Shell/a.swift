public enum Hello {}
