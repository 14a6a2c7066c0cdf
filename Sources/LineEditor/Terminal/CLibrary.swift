// Calls of the C library.

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes all of some bytes.
///
/// - Returns: 0, or the `errno` of the failure.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var position = 0
  while position < bytes.count {
    let written = write(descriptor, bytes.baseAddress?.advanced(by: position), bytes.count - position)
    if written >= 0 {
      position += written
    } else if errno == EAGAIN {
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&wait, 1, 1000)
    } else if errno != EINTR {
      return errno
    }
  }
  return 0
}

/// `termios` for reading single keys: no echo, no lines, no signals, no translation of input.
func rawMode(from original: termios) -> termios {
  var raw = original
  raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
  raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN | ISIG)
  raw.c_cflag |= tcflag_t(CS8)
  withUnsafeMutableBytes(of: &raw.c_cc) { controls in
    controls[Int(VMIN)] = 1
    controls[Int(VTIME)] = 0
  }
  return raw
}

/// The size of a terminal's window; 80 by 24 if it is not known.
func windowSize(of descriptor: Int32) -> WindowSize {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
    return WindowSize(columns: 80, rows: 24)
  }
  return WindowSize(columns: max(Int(size.ws_col), 2), rows: size.ws_row > 0 ? Int(size.ws_row) : 24)
}
