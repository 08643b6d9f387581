// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.control.Reshaping;
import org.postern.simulator.quirk.control.Shape;

import java.util.List;

/** What answers to calls look like: chapter A of {@code docs/quirks.md}. */
public final class ReplyQuirks {
    /** Other names. */
    public static final Quirk FAULT_CAPITALS =
            new Quirk(
                    "fault-capitals",
                    "A13",
                    "faults say faultCode and faultString",
                    Reshaping.documents(Shape::capitalFault));

    /** Numbers only. */
    public static final Quirk FAULT_CODE_ONLY =
            new Quirk(
                    "fault-code-only",
                    "A14",
                    "faults have no errorDescription",
                    Reshaping.documents(Shape::codeOnly));

    /** Not well-formed. */
    public static final Quirk FAULT_BROKEN =
            new Quirk(
                    "fault-broken",
                    "A14",
                    "faults lose an end tag to stray bytes",
                    Reshaping.documents(Shape::brokenDescription));

    /** Another name. */
    public static final Quirk UPTIME_SPELLING =
            new Quirk(
                    "uptime-spelling",
                    "A32",
                    "says NewUpTime for NewUptime",
                    Reshaping.documents(text -> text.replace("NewUptime", "NewUpTime")));

    /** Other prefixes. */
    public static final Quirk REPLY_PREFIXES =
            new Quirk(
                    "reply-prefixes",
                    "A34",
                    "answers with the prefixes SOAP-ENV and m",
                    Reshaping.documents(Shape::otherPrefixes));

    /** No namespaces. */
    public static final Quirk REPLY_BARE =
            new Quirk(
                    "reply-bare",
                    "A34",
                    "answers without prefixes and namespaces",
                    Reshaping.documents(Shape::noNamespaces));

    /** Half a namespace. */
    public static final Quirk REPLY_UNDECLARED =
            new Quirk(
                    "reply-undeclared",
                    "A34",
                    "answers with prefixes that nothing declares",
                    Reshaping.documents(Shape::undeclaredPrefixes));

    /** Another namespace. */
    public static final Quirk REPLY_NAMESPACE =
            new Quirk(
                    "reply-namespace",
                    "A34",
                    "answers in the namespace of another service",
                    Reshaping.documents(Shape::otherNamespace));

    /** Another name. */
    public static final Quirk REPLY_NAME =
            new Quirk(
                    "reply-name",
                    "A34",
                    "answers with the name of the action, without Response",
                    Reshaping.documents(Shape::namedLikeTheAction));

    /** Small letters. */
    public static final Quirk REPLY_SMALL =
            new Quirk(
                    "reply-small",
                    "A34",
                    "answers with argument names in small letters",
                    Reshaping.documents(Shape::smallLetters));

    /** Prefixed arguments. */
    public static final Quirk REPLY_PREFIXED =
            new Quirk(
                    "reply-prefixed",
                    "A34",
                    "answers with arguments in the namespace of the service",
                    Reshaping.documents(Shape::prefixedArguments));

    /** More arguments. */
    public static final Quirk REPLY_MORE =
            new Quirk(
                    "reply-more",
                    "A34",
                    "answers with arguments that the standard does not know",
                    Reshaping.documents(Shape::moreArguments));

    /** Spread out. */
    public static final Quirk REPLY_SPREAD =
            new Quirk(
                    "reply-spread",
                    "A34",
                    "answers with line breaks and blanks everywhere",
                    Reshaping.documents(Shape::spread));

    /** A refusal without a reason. */
    public static final Quirk EMPTY_500 =
            new Quirk(
                    "empty-500",
                    "A35",
                    "faults are HTTP 500 without a body",
                    Reshaping.faults(fault -> HttpResponse.status(500)));

    /** A refusal that looks well. */
    public static final Quirk FAULT_200 =
            new Quirk(
                    "fault-200",
                    "A35",
                    "faults come with HTTP 200",
                    Reshaping.faults(fault -> fault.withStatus(200)));

    /** Nothing to say. */
    public static final Quirk EMPTY_200 =
            new Quirk(
                    "empty-200",
                    "A35",
                    "what was done is answered with HTTP 200 without a body",
                    Reshaping.done(answer -> HttpResponse.status(200)));

    /** Nothing to say. */
    public static final Quirk EMPTY_BODY =
            new Quirk(
                    "empty-body",
                    "A35",
                    "what was done is answered with an empty SOAP body",
                    Reshaping.done(answer -> Reshaping.rewritten(answer, Shape::emptyBody)));

    /** Another type. */
    public static final Quirk REPLY_HTML =
            new Quirk(
                    "reply-html",
                    "A36",
                    "answers with the content type text/html",
                    Reshaping.answers(answer -> answer.with("Content-Type", "text/html")));

    static final List<Quirk> ALL =
            List.of(
                    FAULT_CAPITALS,
                    FAULT_CODE_ONLY,
                    FAULT_BROKEN,
                    UPTIME_SPELLING,
                    REPLY_PREFIXES,
                    REPLY_BARE,
                    REPLY_UNDECLARED,
                    REPLY_NAMESPACE,
                    REPLY_NAME,
                    REPLY_SMALL,
                    REPLY_PREFIXED,
                    REPLY_MORE,
                    REPLY_SPREAD,
                    EMPTY_500,
                    FAULT_200,
                    EMPTY_200,
                    EMPTY_BODY,
                    REPLY_HTML);

    private ReplyQuirks() {}
}
