package io.scriptorium.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The contract finds the mistakes that plugins make: each here makes one. */
class PluginContractTest {
  private static void assertFound(Executable test, String inMessage) {
    var failure = assertThrows(AssertionError.class, test);
    assertTrue(
        String.valueOf(failure.getMessage()).contains(inMessage), () -> failure.getMessage());
  }

  @Test
  void aMessageThatIsNoneOfItsOwnMakesItThrow() {
    class Trusting extends Tally {
      @Override
      public void onMessage(PluginMessage message) {
        if (!message.body().startsWith("{\"type\":\"ask\"")) {
          throw new IllegalArgumentException("no such message");
        }
      }
    }
    assertFound(new ContractOf(Trusting::new)::takesAnyMessage, "threw in onMessage");
    assertFound(new ContractOf(Trusting::new)::takesWhateverPeopleDo, "-Dscriptorium.seed=");
  }

  @Test
  void deepMessagesMakeItOverflow() {
    class Recursive extends Tally {
      @Override
      public void onMessage(PluginMessage message) {
        if (message.body().length() - message.body().replace("[", "").length() > 300) {
          throw new StackOverflowError();
        }
      }
    }
    assertFound(new ContractOf(Recursive::new)::takesAnyMessage, "StackOverflowError");
  }

  @Test
  void theRoleThatItWantsForAMessageChangesWithTheOneBefore() {
    class Moody extends Tally {
      private int said;

      @Override
      public Role messageRole(String body) {
        return said % 2 == 0 ? Role.VIEWER : Role.COMMENTER;
      }

      @Override
      public void onMessage(PluginMessage message) {
        said++;
      }
    }
    assertFound(new ContractOf(Moody::new)::alwaysWantsTheSameRoleForAMessage, "COMMENTER");
  }

  @Test
  void changesThatComeAgainAreCountedTwice() {
    class Counting extends Tally {
      @Override
      public void onChange(DocumentId document, Change change, Snapshot after) {
        var storage = context().storage(document);
        int before = storage.get("changes").map(Integer::parseInt).orElse(0);
        storage.put("changes", Integer.toString(before + 1));
      }
    }
    assertFound(new ContractOf(Counting::new)::endsInTheSameStateThroughRestarts, "changes=");
  }

  @Test
  void whatItKnowsOnlyInMemoryIsLost() {
    class Forgetful extends Tally {
      private long characters;

      @Override
      public void onChange(DocumentId document, Change change, Snapshot after) {
        characters += change.delta().changeLength();
        context().storage().put("all", Long.toString(characters));
      }
    }
    assertFound(new ContractOf(Forgetful::new)::endsInTheSameStateThroughRestarts, "all=");
  }

  @Test
  void somebodyWhoIsToldOfAgainIsTakenForAnother() {
    class Greeting extends Tally {
      @Override
      public void onJoin(SessionView session) {
        var storage = context().storage(session.document());
        storage.put("visits", storage.get("visits").orElse("") + "x");
      }
    }
    assertFound(new ContractOf(Greeting::new)::endsInTheSameStateThroughRestarts, "visits=");
  }

  @Test
  void aFailingStorageMakesItThrowSomethingElse() {
    class Wrapping extends Tally {
      @Override
      public void onChange(DocumentId document, Change change, Snapshot after) {
        try {
          super.onChange(document, change, after);
        } catch (PluginException hidden) {
          throw new IllegalStateException("lost");
        }
      }
    }
    assertFound(new ContractOf(Wrapping::new)::outlivesAFailingStorage, "lost");
  }

  @Test
  void aThreadIsLeftBehind() {
    var end = new CountDownLatch(1);
    class Threaded extends Tally {
      @Override
      public void close() {
        Thread.ofPlatform().daemon().name("left behind").start(() -> await(end));
      }
    }
    try {
      assertFound(new ContractOf(Threaded::new)::leavesNothingBehind, "left behind");
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theContextIsUsedAfterTheEnd() {
    class Late extends Tally {
      @Override
      public void close() {
        Thread.ofPlatform().start(() -> useUntilItEnds(context()));
      }
    }
    assertFound(new ContractOf(Late::new)::leavesNothingBehind, "uses of the context");
  }

  private static void useUntilItEnds(PluginContext context) {
    try {
      while (true) {
        context.storage().put("late", "1");
        Thread.onSpinWait();
      }
    } catch (IllegalStateException _) {
      return; // it has ended
    }
  }

  @Test
  void theTextOfDocumentsIsLogged() {
    class Talkative extends Tally {
      @Override
      public void onChange(DocumentId document, Change change, Snapshot after) {
        context().log().log(System.Logger.Level.INFO, after.content().text());
      }
    }
    assertFound(
        new ContractOf(Talkative::new)::takesWhateverPeopleDo, "does not belong in the log");
  }

  @Test
  void theServerDoesNotFindIt() {
    class Unlisted extends Tally {}
    assertFound(new ContractOf(Unlisted::new)::isFoundByTheServer, "META-INF/services");
  }
}
