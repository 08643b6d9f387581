// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What could make a reader slow, in sizes that a fuzzer seldom comes to. */
class WorstCasesTest {
    private static final int FUZZED = 64 * 1024;

    /** The longest body that is taken. */
    private static final int LONGEST_BODY = 256 * 1024;

    private static final Duration HANG = Duration.ofSeconds(60);

    private static final List<String> TOKENS =
            List.of(
                    "\n",
                    "\r",
                    " ",
                    "\0",
                    ":",
                    "/.",
                    "%",
                    "[",
                    "[%",
                    "&",
                    "&#",
                    "\u202e",
                    "max-age",
                    "<",
                    "<!",
                    "<!--",
                    "<!---->",
                    "<?",
                    "<![CDATA[",
                    "<a ",
                    "<a>",
                    "</",
                    "</b>");

    /** Each with a place for a number, so that no two are the same. */
    private static final List<String> FORMS = List.of("%s:\r\n", "%s='' ", "<%s/>", "</%s>");

    @ParameterizedTest
    @EnumSource
    void oneTokenRepeated_costsNoMoreThanItsSize(FuzzTarget target) {
        for (String token : TOKENS) {
            String many = token.repeat(FUZZED / token.length());
            places(target).forEach(place -> check(target, place, many));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SSDP", "XML"})
    void theLongestBodyOfOneToken_costsNoMoreThanItsSize(FuzzTarget target) {
        List<String> places = places(target);
        String deepest = places.get(places.size() - 1);
        for (String token : TOKENS) {
            check(target, deepest, token.repeat(LONGEST_BODY / token.length() - 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void thingsThatAllDiffer_costNoMoreThanTheirSize(FuzzTarget target) {
        for (String form : FORMS) {
            String many = numbered(form, number -> "n" + number, FUZZED / form.length() / 2);
            places(target).forEach(place -> check(target, place, many));
        }
    }

    /** A hash table is no faster than a list when all names share one hash. */
    @ParameterizedTest
    @EnumSource
    void namesOfOneHash_costNoMoreThanTheirSize(FuzzTarget target) {
        for (String form : FORMS) {
            String many = numbered(form, WorstCasesTest::sameHash, 1 << 11);
            places(target).forEach(place -> check(target, place, many));
        }
    }

    /** Where something is repeated: alone, and where the reader goes deepest. */
    private static List<String> places(FuzzTarget target) {
        return switch (target) {
            case SSDP ->
                    List.of(
                            "%s",
                            "HTTP/1.1 200 OK\r\nCACHE-CONTROL: %s\r\n\r\n",
                            "NOTIFY * HTTP/1.1\r\nLOCATION: http://[%s");
            case HTTP ->
                    List.of(
                            "%s",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s",
                            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<root>%s</root>");
            case XML -> List.of("%s", "<root %s></root>", "<root></b>%s", "<root>%s</root>");
            case DESCRIPTION ->
                    List.of(
                            "%s",
                            "<root><device>%s</device></root>",
                            "<root><device><serviceList><service>"
                                    + "<serviceType>a</serviceType><controlURL>%s");
            case SOAP ->
                    List.of(
                            "%s",
                            "<Envelope><Body><R>%s</R></Body></Envelope>",
                            "<Envelope><Body><Fault><faultstring>%s");
            case EVENT ->
                    List.of(
                            "%s",
                            "NOTIFY / HTTP/1.1\r\nSID: a\r\nSEQ: %s\r\n\r\n",
                            "NOTIFY / HTTP/1.1\r\nSID: a\r\n\r\n"
                                    + "<propertyset><property>%s</property></propertyset>",
                            "<propertyset><property>%s</property></propertyset>");
            case PCP -> List.of("%s", "\2%s", "\0%s");
            case HELPER ->
                    List.of(
                            "%s",
                            "GET /tcp/%s/80 HTTP/1.1\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
                            "HTTP/1.1 200 OK\r\n\r\n{\"seen\":\"%s\"}");
        };
    }

    private static String numbered(String form, IntFunction<String> name, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format(form, name.apply(number)))
                .collect(Collectors.joining());
    }

    private static String sameHash(int number) {
        return IntStream.range(0, 11)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static void check(FuzzTarget target, String place, String many) {
        byte[] input = String.format(place, many).getBytes(StandardCharsets.UTF_8);
        try {
            assertTimeoutPreemptively(HANG, () -> target.check(input));
        } catch (Throwable e) {
            String begin = many.substring(0, Math.min(40, many.length()));
            throw new AssertionError(place + " of " + begin + "…: " + e.getMessage(), e);
        }
    }
}
