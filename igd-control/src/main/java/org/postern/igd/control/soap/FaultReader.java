// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.description.DeviceText;
import org.postern.igd.control.soap.Reply.Fault;
import org.postern.igd.control.xml.XmlElement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the error code of a refusal, wherever the router has put it: in UPnPError (UDA 1.1 section
 * 3.2.3), in an escaped copy of it, alone in faultcode or faultstring, or in what is left of a
 * broken document (quirks A13, A14).
 */
final class FaultReader {
    /** The expressions, which most programs never need. */
    private static final class Codes {
        private static final Pattern ELEMENT_IN_TEXT =
                Pattern.compile(
                        "(?:<|&lt;)(?:[\\w-]{1,32}:)?errorCode(?:\\s[^<>&]{0,99})?(?:>|&gt;)"
                                + "\\s{0,9}([0-9]{1,6})\\s{0,9}(?:<|&lt;|$)",
                        Pattern.CASE_INSENSITIVE);

        private static final Pattern NAMED = Pattern.compile("0*[1-9][0-9]{0,5}");

        /** UPnP has no shorter codes, and SOAP none of digits alone. */
        private static final Pattern ALONE = Pattern.compile("[0-9]{3}");

        /** Of UPnP and of the services, which begin at 401. */
        private static final Pattern IN_WORDS =
                Pattern.compile("(?<![0-9A-Za-z.+-])[4-8][0-9]{2}(?![0-9A-Za-z]|\\.[0-9])");
    }

    /** From the UPnP element to SOAP 1.1's and 1.2's own. */
    private static final List<String> WORDS = List.of("errorDescription", "faultstring", "Reason");

    private FaultReader() {}

    /**
     * The fault of a document, if there is one. If the status says success, an error code needs a
     * fault around it.
     */
    static Optional<Fault> read(XmlElement root, boolean success) {
        Optional<XmlElement> fault = root.find("Fault");
        if (fault.isEmpty()) {
            fault = root.find("UPnPError");
        }
        if (fault.isEmpty() && !success && root.find("errorCode").isPresent()) {
            fault = Optional.of(root);
        }
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault(fault.get()));
    }

    /** The fault of a document that cannot be read; empty when it has no error code. */
    static Optional<Fault> salvage(byte[] document) {
        OptionalInt code = escaped(new String(document, StandardCharsets.ISO_8859_1));
        return code.isPresent() ? Optional.of(new Fault(code, "")) : Optional.empty();
    }

    /** What stands in place of a code is a word of the reason, or at least can be searched for. */
    private static Fault fault(XmlElement fault) {
        OptionalInt code = code(fault);
        String words = words(fault);
        Optional<XmlElement> named = fault.find("errorCode");
        String said = named.isEmpty() ? "" : DeviceText.clean(named.get().text());
        if (code.isPresent() || said.isEmpty()) {
            return new Fault(code, words);
        }
        return new Fault(code, words.isEmpty() ? said : words + " (" + said + ")");
    }

    private static OptionalInt code(XmlElement fault) {
        Optional<XmlElement> named = fault.find("errorCode");
        if (named.isPresent()) {
            String digits = named.get().text();
            return Codes.NAMED.matcher(digits).matches()
                    ? OptionalInt.of(Integer.parseInt(digits))
                    : amongWords(digits);
        }
        Optional<XmlElement> detail = fault.find("detail");
        OptionalInt inDetail =
                detail.isEmpty() ? OptionalInt.empty() : escaped(detail.get().text());
        return inDetail.isPresent() ? inDetail : alone(fault);
    }

    /** Such as {@code UPnPError 718}, but not a negative one. */
    private static OptionalInt amongWords(String text) {
        List<MatchResult> codes = Codes.IN_WORDS.matcher(text).results().limit(2).toList();
        return codes.size() == 1
                ? OptionalInt.of(Integer.parseInt(codes.get(0).group()))
                : OptionalInt.empty();
    }

    private static OptionalInt alone(XmlElement fault) {
        for (String name : List.of("faultcode", "faultstring")) {
            Optional<XmlElement> element = fault.find(name);
            if (element.isPresent() && Codes.ALONE.matcher(element.get().text()).matches()) {
                return OptionalInt.of(Integer.parseInt(element.get().text()));
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt escaped(String text) {
        Matcher code = Codes.ELEMENT_IN_TEXT.matcher(text);
        return code.find() ? OptionalInt.of(Integer.parseInt(code.group(1))) : OptionalInt.empty();
    }

    private static String words(XmlElement fault) {
        for (String name : WORDS) {
            Optional<XmlElement> element = fault.find(name);
            String words = element.isEmpty() ? "" : DeviceText.clean(firstText(element.get()));
            if (!words.isEmpty()) {
                return words;
            }
        }
        return "";
    }

    /** SOAP 1.2 has its reason in an element of its own. */
    private static String firstText(XmlElement element) {
        return element.text().isEmpty() && !element.children().isEmpty()
                ? element.children().get(0).text()
                : element.text();
    }
}
