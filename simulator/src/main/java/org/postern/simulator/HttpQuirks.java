// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.http.BrokenByHalfClose;
import org.postern.simulator.quirk.http.OddFraming;
import org.postern.simulator.quirk.http.OneRequestPerConnection;
import org.postern.simulator.quirk.http.ParticularServer;

import java.util.List;

/** How HTTP is spoken: part of chapter D of {@code docs/quirks.md}. */
public final class HttpQuirks {
    /** Corega. */
    public static final Quirk COUNTED_NULS =
            new Quirk(
                    "counted-nuls",
                    "D3",
                    "every body ends with zero bytes that its length counts",
                    OddFraming.countedNuls());

    /** Actiontec. */
    public static final Quirk HTTP_1_0 =
            new Quirk(
                    "http-1-0",
                    "D31",
                    "HTTP/1.0 without Content-Length, of type application/octet-stream",
                    OddFraming.http10WithoutLength());

    /** D-Link. */
    public static final Quirk LENGTH_BLANK =
            new Quirk(
                    "length-blank",
                    "D32",
                    "a blank after the number in Content-Length",
                    OddFraming.lengthWithBlank());

    /** Not a number at all. */
    public static final Quirk LENGTH_INVALID =
            new Quirk(
                    "length-invalid",
                    "D32",
                    "Content-Length says \"unknown\"",
                    OddFraming.length("unknown"));

    /** Counted in characters, say. */
    public static final Quirk LENGTH_SHORT =
            new Quirk(
                    "length-short",
                    "D32",
                    "Content-Length is 20 too few, and the connection stays open",
                    OddFraming.lengthOff(-20));

    /** More is promised than comes. */
    public static final Quirk LENGTH_LONG =
            new Quirk(
                    "length-long",
                    "D32",
                    "Content-Length is 100 too many, and the connection stays open",
                    OddFraming.lengthOff(100));

    /** BiPAC. */
    public static final Quirk CHUNKED =
            new Quirk("chunked", "D33", "every answer comes in chunks", OddFraming.chunked());

    /** Corega. */
    public static final Quirk ODD_HEADER_LINE =
            new Quirk(
                    "odd-header-line",
                    "D34",
                    "the first header line begins with a blank",
                    OddFraming.oddFirstLine(" server:Nucleus/4.3 UPnP/1.0 Virata-EmWeb/R6_2_0"));

    /** Corega. */
    public static final Quirk NO_HEADERS =
            new Quirk(
                    "no-headers",
                    "D35",
                    "no header after the status line, and the connection stays open",
                    OddFraming.noHeaders());

    /** RomPager. */
    public static final Quirk ONE_REQUEST =
            new Quirk(
                    "one-request",
                    "D36",
                    "keeps connections open and answers a second request on one with 405",
                    new OneRequestPerConnection());

    /** Old Linksys. */
    public static final Quirk ONE_SEGMENT =
            new Quirk(
                    "one-segment",
                    "D37",
                    "header and body have to come in one segment, else 400",
                    ParticularServer.oneSegment());

    /** DrayTek. */
    public static final Quirk NO_HALF_CLOSE =
            new Quirk(
                    "no-half-close",
                    "D38",
                    "a client that ends its side of the connection gets no answer",
                    new BrokenByHalfClose());

    /** A Host header that has to be right. */
    public static final Quirk EXACT_HOST =
            new Quirk(
                    "exact-host",
                    "D40",
                    "a Host header other than address and port, as with a scope, gets 400",
                    ParticularServer.exactHost());

    /** An owner must log in first. */
    public static final Quirk LOGIN_PAGE =
            new Quirk(
                    "login-page",
                    "D42",
                    "gives an HTML page with a login in place of its description",
                    ParticularServer.loginPage());

    /** Samsung. */
    public static final Quirk EMPTY_FIRST =
            new Quirk(
                    "empty-first",
                    "D44",
                    "the first document that is asked for comes empty",
                    ParticularServer.emptyFirst());

    static final List<Quirk> ALL =
            List.of(
                    COUNTED_NULS,
                    HTTP_1_0,
                    LENGTH_BLANK,
                    LENGTH_INVALID,
                    LENGTH_SHORT,
                    LENGTH_LONG,
                    CHUNKED,
                    ODD_HEADER_LINE,
                    NO_HEADERS,
                    ONE_REQUEST,
                    ONE_SEGMENT,
                    NO_HALF_CLOSE,
                    EXACT_HOST,
                    LOGIN_PAGE,
                    EMPTY_FIRST);

    private HttpQuirks() {}
}
