package io.scriptorium.web.rest;

import io.scriptorium.access.Reach;
import io.scriptorium.access.ShareLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who may do what with a document, and why.
 *
 * @param role the caller's own
 * @param owner empty for a document that is nobody's
 * @param people everybody whom it reaches, but for those whom it reaches as everyone who signed in;
 *     empty unless the caller may edit
 */
@Schema(name = "Access", description = "Who may do what with a document, and why.")
public record AccessView(
    @Schema(description = "The caller's own.", required = true) String role,
    @Schema(description = "Whose it is.", implementation = AccountView.class)
        Optional<AccountView> owner,
    @Schema(required = true) List<Person> people,
    @Schema(required = true) List<InGroup> groups,
    @Schema(description = "What everyone who signed in may do.", implementation = String.class)
        Optional<String> everyone,
    @Schema(required = true) List<Link> links) {
  public AccessView {
    people = List.copyOf(people);
    groups = List.copyOf(groups);
    links = List.copyOf(links);
  }

  /** Somebody, and every way on which the document reaches them. */
  @Schema(name = "AccessPerson")
  public record Person(
      @Schema(required = true) AccountView account,
      @Schema(description = "The highest of the ways'.", required = true) String role,
      @Schema(required = true) List<Way> ways) {
    public Person {
      ways = List.copyOf(ways);
    }
  }

  /** One way on which a document reaches somebody. */
  @Schema(name = "AccessWay")
  public record Way(
      @Schema(
              enumeration = {"own", "group", "everyone", "link"},
              required = true)
          String by,
      @Schema(required = true) String role,
      @Schema(description = "The group's or link's id.", implementation = String.class)
          Optional<String> id) {
    static Way of(Reach reach) {
      String role = RoleWord.of(reach.role());
      return switch (reach) {
        case Reach.Own _ -> new Way("own", role, Optional.empty());
        case Reach.ByGroup(var group, _) -> new Way("group", role, Optional.of(group.value()));
        case Reach.SignedIn _ -> new Way("everyone", role, Optional.empty());
        case Reach.ByLink(var link, _) -> new Way("link", role, Optional.of(link.value()));
      };
    }
  }

  /** A group to which the document was given. */
  @Schema(name = "AccessGroup")
  public record InGroup(
      @Schema(required = true) String id,
      @Schema(required = true) String name,
      @Schema(required = true) String role) {}

  /**
   * A link that lets in whoever has it.
   *
   * @param token its secret; only right after it was made
   */
  @Schema(name = "AccessLink")
  public record Link(
      @Schema(required = true) String id,
      @Schema(required = true) String role,
      @Schema(description = "Whether it lets in people without an account.", required = true)
          boolean guests,
      @Schema(format = "date-time", required = true) Instant created,
      @Schema(description = "Never if left out.", implementation = Instant.class)
          Optional<Instant> expires,
      @Schema(
              description = "What `POST /api/links` takes: shown once, when it is made.",
              implementation = String.class)
          Optional<String> token) {
    static Link of(ShareLink link, Optional<String> token) {
      return new Link(
          link.id().value(),
          RoleWord.of(link.role()),
          link.guests(),
          link.created(),
          link.expires(),
          token);
    }
  }
}
