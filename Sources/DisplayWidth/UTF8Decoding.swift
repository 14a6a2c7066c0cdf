/// The scalar that starts at a byte, and the length of its encoding. For malformed bytes, U+FFFD and the number of
/// bytes that the Unicode standard replaces by one (chapter 3.9, "maximal subparts").
func decodeUTF8(_ bytes: UnsafeRawBufferPointer, at start: Int) -> (value: UInt32, length: Int) {
  let lead = bytes[start]
  if lead < 0x80 { return (UInt32(lead), 1) }

  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  var value: UInt32
  switch lead {
  case 0xC2...0xDF:
    (length, value) = (2, UInt32(lead & 0x1F))
  case 0xE0...0xEF:
    (length, value) = (3, UInt32(lead & 0x0F))
    if lead == 0xE0 { second = 0xA0...0xBF }
    if lead == 0xED { second = 0x80...0x9F }
  case 0xF0...0xF4:
    (length, value) = (4, UInt32(lead & 0x07))
    if lead == 0xF0 { second = 0x90...0xBF }
    if lead == 0xF4 { second = 0x80...0x8F }
  default:
    return (0xFFFD, 1)
  }

  for offset in 1..<length {
    guard start + offset < bytes.count else { return (0xFFFD, offset) }
    let byte = bytes[start + offset]
    guard offset == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else { return (0xFFFD, offset) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  return (value, length)
}
