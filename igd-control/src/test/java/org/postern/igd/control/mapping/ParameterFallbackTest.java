// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.Attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The order of the rungs, without a network. */
class ParameterFallbackTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void error725_asksForAPermanentLease_andForNothingElse() {
        ParameterFallback fallback = new ParameterFallback(attempt("web", HOUR));

        assertEquals(Optional.of("a permanent lease"), fallback.next(725));
        assertEquals(attempt("web", Duration.ZERO), fallback.current());
        assertEquals(Optional.empty(), fallback.next(725));
    }

    @Test
    void error402_changesTheLeaseFirst_thenTheDescriptionWithTheLeaseThatWasAskedFor() {
        assertEquals(
                List.of(
                        "0 web",
                        "604800 web",
                        "3600 web",
                        "7200 web TCP",
                        "7200 ",
                        "0 ",
                        "604800 ",
                        "3600 "),
                climbed(402, attempt("web", Duration.ofHours(2))));
    }

    /** Quirk A11. */
    @Test
    void error402_onAPermanentLease_asksForAWeek_thenForAnHour() {
        assertEquals(List.of("604800 ", "3600 "), climbed(402, attempt("", Duration.ZERO)));
    }

    /** What was not asked for is not told as left out. */
    @Test
    void error402_withoutADescription_tellsTheLeaseAlone() {
        ParameterFallback fallback = new ParameterFallback(attempt("", HOUR));

        assertEquals(Optional.of("a permanent lease"), fallback.next(402));
        assertEquals(Optional.of("a lease of 604800 s"), fallback.next(402));
    }

    /** Quirks A21 and A22. */
    @Test
    void error501_shortensTheDescription_thenMakesItPlain_thenLeavesItOut() {
        String sixty = "0123456789".repeat(6);
        assertEquals(
                List.of("3600 " + sixty, "3600 " + sixty.substring(0, 56) + " TCP", "3600 "),
                climbed(501, attempt(sixty + "x", HOUR)));
        assertEquals(
                List.of("3600 Tur a b", "3600 Tur a b TCP", "3600 "),
                climbed(501, attempt("Tür <a> & \"b\" \u65e5\u672c", HOUR)));
    }

    @Test
    void whatHelped_isKept_whenAnotherErrorComes() {
        ParameterFallback fallback = new ParameterFallback(attempt("web", HOUR));
        fallback.next(725);
        fallback.next(605);

        assertEquals(attempt("web TCP", Duration.ZERO), fallback.current());
        fallback.moveTo(90);
        assertEquals(attempt("web TCP", Duration.ZERO).at(90), fallback.current());
    }

    @Test
    void whatDidNotHelp_isTakenBack_beforeAnotherPortIsTried() {
        Attempt asked = attempt("web", HOUR);
        ParameterFallback fallback = new ParameterFallback(asked);
        while (fallback.next(402).isPresent()) {
            assertTrue(!fallback.current().equals(asked));
        }
        assertEquals(asked, fallback.current());
        fallback.moveTo(90);

        assertEquals(asked.at(90), fallback.current());
        assertEquals(Optional.empty(), fallback.next(402), "the words were tried already");
    }

    /** Quirk A8. */
    @Test
    void error726_namesTheRemoteHostByAStar() {
        ParameterFallback fallback = new ParameterFallback(attempt("", HOUR));

        assertTrue(fallback.next(726).isPresent());
        assertEquals("*", fallback.current().remoteHost());
        assertEquals(Optional.empty(), fallback.next(726));
    }

    /** Quirk A46. */
    @Test
    void noCode_changesTheLease_thenTheDescription_thenBoth_onceEach() {
        assertEquals(List.of("0 web", "3600 ", "0 "), climbed(0, attempt("web", HOUR)));
        assertEquals(
                List.of("604800 web", "0 ", "604800 "), climbed(0, attempt("web", Duration.ZERO)));
        assertEquals(List.of("0 "), climbed(0, attempt("", HOUR)));
    }

    @Test
    void errorsThatNameAnotherReason_haveNoRungHere() {
        for (int code : new int[] {401, 606, 718, 724, 727, 728, 729}) {
            assertEquals(
                    Optional.empty(),
                    new ParameterFallback(attempt("web", HOUR)).next(code),
                    "" + code);
        }
    }

    private static List<String> climbed(int code, Attempt first) {
        ParameterFallback fallback = new ParameterFallback(first);
        List<String> words = new ArrayList<>();
        while (fallback.next(code).isPresent()) {
            Attempt now = fallback.current();
            words.add(now.lease().toSeconds() + " " + now.description());
        }
        return words;
    }

    private static Attempt attempt(String description, Duration lease) {
        return new Attempt(Protocol.TCP, 80, 80, description, lease, "");
    }
}
