package io.scriptorium.web.rest;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What another servlet answers, kept here in place of being sent; as UTF-8. */
final class CapturedAnswer extends HttpServletResponseWrapper {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintWriter writer = new PrintWriter(bytes, false, StandardCharsets.UTF_8);

  private int status = SC_OK;

  CapturedAnswer(HttpServletResponse response) {
    super(response);
  }

  /** Whether it is what was asked for, and not a word on why that cannot be had. */
  boolean isSuccess() {
    return status == SC_OK;
  }

  /** All that was written so far. */
  String text() {
    writer.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void setStatus(int status) {
    this.status = status;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void sendError(int status) {
    this.status = status;
  }

  @Override
  public void sendError(int status, String message) {
    this.status = status;
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {
      @Override
      public void write(int octet) {
        bytes.write(octet);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new IllegalStateException("this answer is not written asynchronously");
      }
    };
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public void flushBuffer() {
    writer.flush();
  }
}
