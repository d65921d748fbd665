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
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads records, maps and collections from JSON, this server's and plugins' alike, up to a limit.
 * What a record's constructor refuses is the sender's mistake, in the constructor's words.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonReader implements MessageBodyReader<Object> {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Record.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || Collection.class.isAssignableFrom(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = Bodies.read(body, MOST_BYTES);
    try {
      Object value = JSON.readValue(bytes, JSON.constructType(genericType));
      if (value == null) {
        throw ProblemException.badRequest("bad_json", "the body must not be null");
      }
      return value;
    } catch (JacksonException malformed) {
      throw ProblemException.badRequest("bad_json", words(malformed));
    }
  }

  private static String words(JacksonException malformed) {
    return malformed.getCause() instanceof IllegalArgumentException refused
        ? String.valueOf(refused.getMessage())
        : "the body is not the JSON that is expected here: " + malformed.getOriginalMessage();
  }
}
