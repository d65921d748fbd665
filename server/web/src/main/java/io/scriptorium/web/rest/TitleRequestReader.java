package io.scriptorium.web.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Takes in a request's body, up to a limit that no honest title comes near. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class TitleRequestReader implements MessageBodyReader<TitleRequest> {
  private static final int MOST_BYTES = 16 * 1024;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == TitleRequest.class;
  }

  @Override
  public TitleRequest readFrom(
      Class<TitleRequest> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return TitleRequest.parse(Bodies.read(body, MOST_BYTES));
  }
}
