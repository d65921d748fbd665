package io.scriptorium.plugins.search;

import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.PluginContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.AlreadyClosedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Where questions are asked, over HTTP: {@code /api/search}, as the manifest says. */
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
  private final PluginContext context;
  private final Search search;
  private final CatchUp catchUp;

  SearchResource(PluginContext context, Search search, CatchUp catchUp) {
    this.context = context;
    this.search = search;
    this.catchUp = catchUp;
  }

  /** Documents that fit, of those that the asker may read. */
  @GET
  @Operation(
      operationId = "search",
      summary = "Finds documents by their titles and texts",
      description =
          "The question is what a person types: words, all of which must be there, the last one as"
              + " far as it was typed; `\"words side by side\"`; `-unwanted`; `this OR that`;"
              + " `title:word`; `author:name`; `after:2026-01-31` and `before:2026-02`. Nothing is"
              + " malformed: what was not understood is said in `notices`.")
  @APIResponse(
      responseCode = "200",
      description = "A page of what was found, the best first.",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "503", description = "The search is starting; ask again.")
  public Answer search(
      @QueryParam("q") @DefaultValue("") @Parameter(description = "What is looked for.") String q,
      @QueryParam("limit")
          @DefaultValue("20")
          @Parameter(
              description = "How many hits at most.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "50",
                      defaultValue = "20"))
          String limit,
      @QueryParam("cursor")
          @Parameter(description = "The `next` of the page before; left out for the first.")
          @Nullable String cursor,
      @Context SecurityContext who) {
    Paging paging = paging(limit, cursor);
    long start = System.nanoTime();
    try {
      Answer answer =
          search.answer(
              QueryText.parse(q),
              context.documents(Asker.of(who.getUserPrincipal())),
              paging,
              context.clock().instant());
      return withState(answer);
    } catch (AlreadyClosedException | SearchIndexException e) {
      context.log().log(System.Logger.Level.WARNING, "a question was not answered", e);
      throw new ServiceUnavailableException("The search is starting. Ask again in a moment.");
    } finally {
      context.metrics().time("query", Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Answer withState(Answer answer) {
    if (!catchUp.isBehind()) {
      return answer;
    }
    List<String> notices = new ArrayList<>(answer.notices());
    notices.add("The index is being made: not everything is found yet.");
    return new Answer(answer.hits(), answer.total(), answer.more(), answer.next(), notices);
  }

  private static Paging paging(String limit, @Nullable String cursor) {
    try {
      return Paging.parse(limit, cursor);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage());
    }
  }
}
