// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.description.Edited;

import java.util.List;

/** How the description is written: part of chapter D of {@code docs/quirks.md}. */
public final class DescriptionQuirks {
    /** DD-WRT. */
    public static final Quirk LEADING_BLANKS =
            new Quirk(
                    "leading-blanks",
                    "D1",
                    "blanks and lines before the XML declaration",
                    Edited.description(xml -> "\r\n \t\n" + xml));

    /** Belkin, Broadcom. */
    public static final Quirk BYTE_ORDER_MARK =
            new Quirk(
                    "byte-order-mark",
                    "D2",
                    "a byte order mark before the XML declaration",
                    Edited.description(xml -> "\ufeff" + xml));

    /** Denon. */
    public static final Quirk CONTROL_CHARACTERS =
            new Quirk(
                    "control-characters",
                    "D4",
                    "control characters in the text",
                    Edited.description(xml -> xml.replace("gateway</", "gateway\u0001\u0018</")));

    /** LG. */
    public static final Quirk GARBAGE_AT_END =
            new Quirk(
                    "garbage-at-end",
                    "D5",
                    "garbage after the end of the root element",
                    Edited.description(xml -> xml + "\ufffd\ufffd`(</x><y"));

    /** Virgin Media. */
    public static final Quirk BLANKS_AT_END =
            new Quirk(
                    "blanks-at-end",
                    "D6",
                    "blanks and lines after the end of the root element",
                    Edited.description(xml -> xml + " \r\n\r\n\t "));

    /** Netgear. */
    public static final Quirk BARE_AMPERSAND =
            new Quirk(
                    "bare-ampersand",
                    "D7",
                    "a bare & in the names",
                    Edited.description(xml -> xml.replace("Postern</", "R&N:DGND3700 & sons</")));

    /** TP-Link. */
    public static final Quirk STRAY_TAG =
            new Quirk(
                    "stray-tag",
                    "D8",
                    "a tag in a name that nothing ends",
                    Edited.description(
                            xml -> xml.replace("</friendlyName>", " <info></friendlyName>")));

    /** uShare. */
    public static final Quirk UNDECLARED_PREFIX =
            new Quirk(
                    "undeclared-prefix",
                    "D9",
                    "a prefix that is declared nowhere",
                    Edited.description(
                            xml ->
                                    xml.replace(
                                            "<UDN>",
                                            "<dlna:X_DLNADOC>DMS-1.50</dlna:X_DLNADOC><UDN>")));

    /** D-Link. */
    public static final Quirk NO_NAMESPACE =
            new Quirk(
                    "no-namespace",
                    "D10",
                    "the root element has no namespace",
                    Edited.description(xml -> xml.replaceAll(" xmlns=\"[^\"]*\"", "")));

    /** Cisco. */
    public static final Quirk WRONG_NAMESPACE =
            new Quirk(
                    "wrong-namespace",
                    "D10",
                    "the root element has a namespace of its own",
                    Edited.description(
                            xml -> xml.replace("urn:schemas-upnp-org:device-1-0", "urn:wrong")));

    /** Blanks and lines around every text. */
    public static final Quirk PADDED_TEXT =
            new Quirk(
                    "padded-text",
                    "D11",
                    "blanks and lines around types and URLs",
                    Edited.description(
                            xml -> xml.replaceAll(">([^<>\\s][^<>]*)</", ">\n\t $1 \n</")));

    /** Miniupnpd with DeviceProtection. */
    public static final Quirk INNER_DECLARATION =
            new Quirk(
                    "inner-declaration",
                    "D45",
                    "an XML declaration inside an element",
                    Edited.description(
                            xml ->
                                    xml.replace(
                                            "<deviceList>",
                                            "<deviceList><?xml version=\"1.0\"?>")));

    static final List<Quirk> ALL =
            List.of(
                    LEADING_BLANKS,
                    BYTE_ORDER_MARK,
                    CONTROL_CHARACTERS,
                    GARBAGE_AT_END,
                    BLANKS_AT_END,
                    BARE_AMPERSAND,
                    STRAY_TAG,
                    UNDECLARED_PREFIX,
                    NO_NAMESPACE,
                    WRONG_NAMESPACE,
                    PADDED_TEXT,
                    INNER_DECLARATION);

    private DescriptionQuirks() {}
}
