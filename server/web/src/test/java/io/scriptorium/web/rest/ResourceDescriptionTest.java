package io.scriptorium.web.rest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResourceDescriptionTest {
  private static final JsonMapper JSON = new JsonMapper();

  record Note(
      @Schema(description = "What it says.") String text,
      Instant time,
      Optional<Long> parent,
      List<Note> answers) {}

  /** As a plugin would write it. */
  public static final class Notes {
    @GET
    @Operation(operationId = "listNotes", summary = "Some notes")
    public List<Note> list(
        @QueryParam("limit") @DefaultValue("20") @Parameter(description = "At most.") int limit) {
      return List.of();
    }

    @POST
    @APIResponse(
        responseCode = "201",
        description = "It is there.",
        content = @Content(schema = @Schema(implementation = Note.class)))
    public Response add(@Context SecurityContext who, Note note) {
      return Response.ok().build();
    }

    @DELETE
    @Path("{id: [0-9]+}")
    public void remove(@PathParam("id") long id) {}

    @DELETE
    public void remove() {}

    public String notServed() {
      return "";
    }
  }

  private static final JsonNode DOCUMENT =
      JSON.valueToTree(ResourceDescription.of("notes", Notes.class).document("notes"));

  private static String at(String pointer) {
    return DOCUMENT.at(pointer).toString();
  }

  @Test
  void callsAreFoundByPathAndVerb() {
    JsonNode paths = DOCUMENT.path("paths");
    assertAll(
        () ->
            assertEquals(
                Set.of("/api/plugins/notes", "/api/plugins/notes/{id}"),
                Set.copyOf(paths.propertyNames())),
        () ->
            assertEquals(
                Set.of("get", "post", "delete"),
                Set.copyOf(paths.path("/api/plugins/notes").propertyNames())),
        () ->
            assertEquals(
                Set.of("delete"),
                Set.copyOf(paths.path("/api/plugins/notes/{id}").propertyNames())));
  }

  @Test
  void parametersBodiesAndAnswersAreDescribed() {
    String notes = "/paths/~1api~1plugins~1notes";
    String note = notes + "/post/responses/201/content/application~1json/schema";
    assertAll(
        () -> assertEquals("\"3.1.0\"", at("/openapi")),
        () -> assertEquals("\"notes.listNotes\"", at(notes + "/get/operationId")),
        () -> assertEquals("[\"notes\"]", at(notes + "/get/tags")),
        () -> assertEquals("\"notes.remove\"", at(notes + "/delete/operationId")),
        () -> assertEquals("\"notes.remove-2\"", at(notes + "~1{id}/delete/operationId")),
        () ->
            assertEquals(
                "{\"name\":\"limit\",\"in\":\"query\",\"required\":false,"
                    + "\"description\":\"At most.\","
                    + "\"schema\":{\"type\":\"integer\",\"default\":\"20\"}}",
                at(notes + "/get/parameters/0")),
        () ->
            assertEquals(
                "\"array\"",
                at(notes + "/get/responses/200/content/application~1json/schema/type")),
        () -> assertEquals("[]", at(notes + "/post/parameters")),
        () ->
            assertEquals(
                at(note), at(notes + "/post/requestBody/content/application~1json/schema")),
        () -> assertEquals("[\"text\",\"time\",\"answers\"]", at(note + "/required")),
        () -> assertEquals("\"What it says.\"", at(note + "/properties/text/description")),
        () -> assertEquals("\"date-time\"", at(note + "/properties/time/format")),
        () -> assertEquals("\"integer\"", at(note + "/properties/parent/type")),
        () -> assertEquals("{\"type\":\"object\"}", at(note + "/properties/answers/items")),
        () -> assertEquals("\"Done.\"", at(notes + "~1{id}/delete/responses/204/description")));
  }
}
