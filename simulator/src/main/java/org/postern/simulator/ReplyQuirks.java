// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.HttpRules;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.soap.UpnpError;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What replies to calls look like: part of chapter A of {@code docs/quirks.md}. */
final class ReplyQuirks {
    private static final Pattern ARGUMENT = Pattern.compile("<(/?)(New\\w+)>");

    private static final String OTHER_TYPE = "urn:schemas-upnp-org:service:Layer3Forwarding:1";

    private ReplyQuirks() {}

    static void apply(Quirk quirk, HttpRules http) {
        switch (quirk) {
            case FAULT_CAPITALS -> {
                replaceAll(http, "faultcode>", "faultCode>");
                replaceAll(http, "faultstring>", "faultString>");
            }
            case FAULT_CODE_ONLY ->
                    replaceAll(http, "<errorDescription>.*?</errorDescription>", "");
            // Such as a buffer that is too short leaves.
            case FAULT_BROKEN ->
                    replaceAll(http, "</errorDescription>", "\u0003\u00ff\u0090</errorDesc");
            case LEASE_READS_0 -> showLease(http, "0");
            case LEASE_GARBLED -> showLease(http, "4294967295");
            case LEASE_FIXED -> showLease(http, "600");
            case LEASE_MISSING -> replaceAll(http, "<NewLeaseDuration>\\d*</NewLeaseDuration>", "");
            case REPLY_OTHER_NAME ->
                    replaceAll(
                            http,
                            "(Response [^>]*><)New(\\w+)(>[^<]*</)New\\2(></u:)",
                            "$1$2$3$2$4");
            case UPTIME_SPELLING -> replaceAll(http, "NewUptime", "NewUpTime");
            case REPLY_PREFIXES -> {
                replaceAll(http, "(</?|xmlns:)s\\b", "$1SOAP-ENV");
                replaceAll(http, "(</?|xmlns:)u\\b", "$1m");
            }
            case REPLY_BARE -> {
                replaceAll(http, " (xmlns(:\\w+)?|s:encodingStyle)=\"[^\"]*\"", "");
                replaceAll(http, "<(/?)[su]:", "<$1");
            }
            case REPLY_UNDECLARED -> replaceAll(http, " (xmlns(:\\w+)?)=\"[^\"]*\"", "");
            case REPLY_NAMESPACE ->
                    replaceAll(http, "xmlns:u=\"[^\"]*\"", "xmlns:u=\"" + OTHER_TYPE + "\"");
            case REPLY_NAME -> replaceAll(http, "(</?u:\\w+)Response\\b", "$1");
            case REPLY_SMALL -> edit(http, ReplyQuirks::withSmallLetters);
            case REPLY_PREFIXED -> replaceAll(http, "<(/?)(New\\w+)>", "<$1u:$2>");
            case REPLY_MORE -> {
                String first = "<X_Firmware>1.0<X_Date/></X_Firmware>";
                replaceAll(http, "(<u:\\w+Response\\b[^>]*>)", "$1" + first);
                replaceAll(http, "(</u:\\w+Response>)", "<NewNote>hello</NewNote>$1");
            }
            case REPLY_SPREAD -> {
                replaceAll(http, "><(?!/New)", ">\r\n  <");
                replaceAll(http, "<(New\\w+)>([^<]+)<", "<$1>\r\n\t$2\r\n  <");
            }
            case EMPTY_500 -> changeFaults(http, fault -> SentResponse.status(500));
            case FAULT_200 -> changeFaults(http, fault -> fault.withStatus(200));
            case EMPTY_200 -> changeConfirmations(http, reply -> SentResponse.status(200));
            case EMPTY_BODY ->
                    changeConfirmations(
                            http, reply -> edited(reply, ReplyQuirks::withEmptySoapBody));
            case REPLY_HTML ->
                    http.changeResponses(
                            ReplyQuirks::isCall, reply -> reply.with("Content-Type", "text/html"));
            default -> throw new AssertionError(quirk);
        }
    }

    /** Writes something else in place of one error code. */
    static void changeCode(HttpRules http, UpnpError error, String other) {
        changeFault(
                http, error, fault -> edited(fault, text -> text.replace(tag(error), code(other))));
    }

    /** Answers something else in place of the faults with one error code. */
    static void changeFault(HttpRules http, UpnpError error, UnaryOperator<SentResponse> change) {
        changeFaults(http, fault -> text(fault).contains(tag(error)) ? change.apply(fault) : fault);
    }

    private static String tag(UpnpError error) {
        return code(Integer.toString(error.code()));
    }

    private static String code(String text) {
        return "<errorCode>" + text + "</errorCode>";
    }

    private static void showLease(HttpRules http, String lease) {
        replaceAll(http, "<NewLeaseDuration>\\d*<", "<NewLeaseDuration>" + lease + "<");
    }

    /** Replaces what matches in replies and faults; a character below 256 is written as the byte. */
    static void replaceAll(HttpRules http, String pattern, String replacement) {
        edit(http, text -> text.replaceAll(pattern, replacement));
    }

    /** Edits replies and faults as text; a character below 256 stands for the byte. */
    private static void edit(HttpRules http, UnaryOperator<String> edit) {
        http.changeResponses(ReplyQuirks::isCall, reply -> edited(reply, edit));
    }

    private static SentResponse edited(SentResponse reply, UnaryOperator<String> edit) {
        return reply.withBody(edit.apply(text(reply)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(SentResponse reply) {
        return new String(reply.body(), StandardCharsets.ISO_8859_1);
    }

    private static void changeFaults(HttpRules http, UnaryOperator<SentResponse> change) {
        http.changeResponses(
                ReplyQuirks::isCall, reply -> reply.status() == 500 ? change.apply(reply) : reply);
    }

    /** Changes what is said when a mapping was added or deleted. */
    private static void changeConfirmations(HttpRules http, UnaryOperator<SentResponse> change) {
        http.changeResponses(
                request ->
                        isCall(request)
                                && request.header("SOAPACTION")
                                        .orElse("")
                                        .matches(".*#(Add|Delete)\\w+\"?"),
                reply -> reply.status() == 200 ? change.apply(reply) : reply);
    }

    private static boolean isCall(ReceivedRequest request) {
        return request.method().equals("POST");
    }

    private static String withSmallLetters(String text) {
        return ARGUMENT.matcher(text)
                .replaceAll(
                        found ->
                                "<"
                                        + found.group(1)
                                        + found.group(2).toLowerCase(Locale.ROOT)
                                        + ">");
    }

    private static String withEmptySoapBody(String text) {
        return text.replaceAll("(?s)<s:Body>.*</s:Body>", "<s:Body></s:Body>");
    }
}
