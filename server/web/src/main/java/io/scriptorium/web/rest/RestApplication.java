package io.scriptorium.web.rest;

import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Puts the resources of this package under {@code /api}. */
@ApplicationPath("/api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Scriptorium",
            version = "1",
            description =
                "Documents over plain HTTP. Writing together goes over the WebSocket that"
                    + " /asyncapi.yaml describes. Every error is a problem detail (RFC 9457).",
            license = @License(name = "Apache-2.0")),
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = "BadRequest",
                  description = "A parameter or the body is not what it should be.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "Unauthenticated",
                  description = "Say who you are first.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "Forbidden",
                  description = "You may not do that.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "NotFound",
                  description = "There is no such document, or it has no such revision.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "Conflict",
                  description = "That does not go with how things are; `detail` says why.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "TooMany",
                  description = "Too often: try again after `Retry-After` seconds.",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "In how many seconds.",
                          schema = @Schema(type = SchemaType.INTEGER)),
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "TooLarge",
                  description = "The body is too large.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "UnsupportedType",
                  description = "The body is not `application/json`.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "Internal",
                  description = "The server made a mistake.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "StoreUnavailable",
                  description = "The store does not work at the moment; try again later.",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "In how many seconds.",
                          schema = @Schema(type = SchemaType.INTEGER)),
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "PluginUnavailable",
                  description = "The plugin does not run at the moment, or has too much to do.",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "In how many seconds.",
                          schema = @Schema(type = SchemaType.INTEGER)),
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class)))
            }),
    tags = {
      @Tag(name = "documents", description = "What there is, and what it says."),
      @Tag(
          name = "plugins",
          description =
              "What runs besides the core. Each plugin serves calls of its own under"
                  + " `/api/plugins/{name}`; they are described here while it runs."),
      @Tag(name = "account", description = "Who you are: signing in and out, tokens, set-up."),
      @Tag(name = "sharing", description = "Who may do what with a document."),
      @Tag(name = "administration", description = "For who runs this server.")
    })
public class RestApplication extends Application {}
