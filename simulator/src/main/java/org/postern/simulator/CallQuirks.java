// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.control.Around;
import org.postern.simulator.quirk.control.Demanding;
import org.postern.simulator.quirk.control.Form;
import org.postern.simulator.quirk.control.Lacking;
import org.postern.simulator.quirk.control.OneAtATime;
import org.postern.simulator.quirk.control.OwnWays;
import org.postern.simulator.quirk.control.Refusing;
import org.postern.simulator.soap.ControlEndpoint;
import org.postern.simulator.soap.UpnpError;

import java.util.List;

/** Which calls are taken at all: chapter A of {@code docs/quirks.md}. */
public final class CallQuirks {
    /** One spelling. */
    public static final Quirk SOAPACTION_SPELLING =
            new Quirk(
                    "soapaction-spelling",
                    "A1",
                    "a call needs the header SOAPAction or SOAPACTION: else 501 and a web page",
                    new Demanding(Form::usualSoapAction, Form.WEB_PAGE));

    /** One order of headers. */
    public static final Quirk HEADER_ORDER =
            new Quirk(
                    "header-order",
                    "A2",
                    "a call needs Content-Type before a quoted SOAPACTION, and a header after it:"
                            + " else 401",
                    new Demanding(Form::usualHeaderOrder, refusal(UpnpError.INVALID_ACTION)));

    /** One content type. */
    public static final Quirk CONTENT_TYPE =
            new Quirk(
                    "content-type",
                    "A3",
                    "a call needs Content-Type text/xml; charset=\"utf-8\" to the letter: else 400",
                    new Demanding(Form::usualContentType, HttpResponse.status(400)));

    /** One order of arguments. */
    public static final Quirk ARGUMENT_ORDER =
            new Quirk(
                    "argument-order",
                    "A4, A7",
                    "a mapping needs its arguments in the standard order, TCP or UDP in capitals:"
                            + " else 402",
                    new Demanding(Form::usualArguments, refusal(UpnpError.INVALID_ARGS)));

    /** One line. */
    public static final Quirk ONE_LINE =
            new Quirk(
                    "one-line",
                    "A5, A6",
                    "a call needs its envelope on one line, prefixes s and u, no default namespace:"
                            + " else 500",
                    new Demanding(Form::oneLine, HttpResponse.status(500)));

    /** Another wildcard. */
    public static final Quirk DELETE_STAR =
            new Quirk(
                    "delete-star",
                    "A8",
                    "deletes only for the remote host *: else 402; other actions take only the"
                            + " empty one",
                    Around.action(
                            "DeletePortMapping", OwnWays.remoteHost("*", UpnpError.INVALID_ARGS)));

    /** Every outside host or none. */
    public static final Quirk REMOTE_HOST_726 =
            new Quirk(
                    "remote-host-726",
                    "A8, A18",
                    "refuses every remote host but the empty one with 726",
                    new Refusing(
                            wish -> wish.mapping().remoteHost().isPresent(),
                            UpnpError.ANY_REMOTE_HOST_ONLY));

    /** No client, no refusal. */
    public static final Quirk EMPTY_CLIENT =
            new Quirk(
                    "empty-client",
                    "A29",
                    "an empty internal client means the caller",
                    new Around(Around.ADDING, OwnWays.emptyClientIsCaller()));

    /** One family. */
    public static final Quirk NO_IPV4_OVER_IPV6 =
            new Quirk(
                    "no-ipv4-over-ipv6",
                    "A37",
                    "maps nothing for a caller that asks over IPv6: 402",
                    new Around(Around.ADDING, OwnWays.ipv4CallersOnly()));

    /** Less than version 2. */
    public static final Quirk NO_ADD_ANY =
            new Quirk(
                    "no-add-any",
                    "A41",
                    "describes AddAnyPortMapping and does not have it: 401",
                    new Lacking("AddAnyPortMapping"));

    /** Another port than asked for. */
    public static final Quirk ADD_ANY_MOVES =
            new Quirk(
                    "add-any-moves",
                    "A41",
                    "AddAnyPortMapping gives another port than the one asked for",
                    Around.action("AddAnyPortMapping", OwnWays.higherPort()));

    /** Less than version 2. */
    public static final Quirk NO_RANGES =
            new Quirk(
                    "no-ranges",
                    "A41",
                    "describes GetListOfPortMappings and DeletePortMappingRange, has neither: 401",
                    new Lacking("GetListOfPortMappings", "DeletePortMappingRange"));

    /** Less than version 1. */
    public static final Quirk NO_SPECIFIC =
            new Quirk(
                    "no-specific",
                    "A27",
                    "does not have GetSpecificPortMappingEntry: 401",
                    new Lacking("GetSpecificPortMappingEntry"));

    /** Less than version 1. */
    public static final Quirk NO_LIST =
            new Quirk(
                    "no-list",
                    "A23, A24",
                    "has no action that lists mappings: 401",
                    new Lacking("GetGenericPortMappingEntry", "GetListOfPortMappings"));

    /** Slow. */
    public static final Quirk ONE_AT_A_TIME =
            new Quirk(
                    "one-at-a-time",
                    "A42",
                    "confirms and forgets what is changed while another change is on",
                    new OneAtATime());

    static final List<Quirk> ALL =
            List.of(
                    SOAPACTION_SPELLING,
                    HEADER_ORDER,
                    CONTENT_TYPE,
                    ARGUMENT_ORDER,
                    ONE_LINE,
                    DELETE_STAR,
                    REMOTE_HOST_726,
                    EMPTY_CLIENT,
                    NO_IPV4_OVER_IPV6,
                    NO_ADD_ANY,
                    ADD_ANY_MOVES,
                    NO_RANGES,
                    NO_SPECIFIC,
                    NO_LIST,
                    ONE_AT_A_TIME);

    private CallQuirks() {}

    private static HttpResponse refusal(UpnpError error) {
        return ControlEndpoint.refusal(error.fault());
    }
}
