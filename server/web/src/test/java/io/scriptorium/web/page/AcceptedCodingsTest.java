package io.scriptorium.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedCodingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | ''",
        "gzip                        | gzip",
        "gzip, deflate, br, zstd     | br gzip",
        "GZIP ; q=0.5,BR;Q=1         | br gzip",
        "br;q=0, gzip;q=0.000        | ''",
        "br;q=0, *                   | gzip",
        "*;q=0                       | ''",
        "*;q=0.1                     | br gzip",
        "gzipped, x-br, gzip;level=9 | ''",
      })
  void onlyWhatIsTakenIsSent(String header, String expected) {
    Set<String> accepted = AcceptedCodings.of(Collections.enumeration(List.of(header)));
    assertEquals(Set.copyOf(words(expected)), accepted);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }
}
