// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

/** How the description is written: part of chapter D of {@code docs/quirks.md}. */
final class DescriptionQuirks {
    private DescriptionQuirks() {}

    /** The comments name makers of such routers. */
    static void apply(Quirk quirk, RouterBehavior router) {
        switch (quirk) {
            // DD-WRT
            case LEADING_BLANKS -> router.editDescription(xml -> "\r\n \t\n" + xml);
            // Belkin, Broadcom
            case BYTE_ORDER_MARK -> router.editDescription(xml -> "\ufeff" + xml);
            // Denon
            case CONTROL_CHARACTERS ->
                    router.editDescription(
                            xml -> xml.replace("gateway</", "gateway\u0001\u0018</"));
            // LG
            case GARBAGE_AT_END -> router.editDescription(xml -> xml + "\ufffd\ufffd`(</x><y");
            // Virgin Media
            case BLANKS_AT_END -> router.editDescription(xml -> xml + " \r\n\r\n\t ");
            // Netgear
            case BARE_AMPERSAND ->
                    router.editDescription(
                            xml -> xml.replace("Postern</", "R&N:DGND3700 & sons</"));
            // TP-Link
            case STRAY_TAG ->
                    router.editDescription(
                            xml -> xml.replace("</friendlyName>", " <info></friendlyName>"));
            // uShare
            case UNDECLARED_PREFIX ->
                    router.editDescription(
                            xml ->
                                    xml.replace(
                                            "<UDN>",
                                            "<dlna:X_DLNADOC>DMS-1.50</dlna:X_DLNADOC><UDN>"));
            // D-Link
            case NO_NAMESPACE ->
                    router.editDescription(xml -> xml.replaceAll(" xmlns=\"[^\"]*\"", ""));
            // Cisco
            case WRONG_NAMESPACE ->
                    router.editDescription(
                            xml -> xml.replace("urn:schemas-upnp-org:device-1-0", "urn:wrong"));
            case PADDED_TEXT ->
                    router.editDescription(
                            xml -> xml.replaceAll(">([^<>\\s][^<>]*)</", ">\n\t $1 \n</"));
            // miniupnpd with DeviceProtection
            case INNER_DECLARATION ->
                    router.editDescription(
                            xml ->
                                    xml.replace(
                                            "<deviceList>", "<deviceList><?xml version=\"1.0\"?>"));
            default -> throw new AssertionError(quirk);
        }
    }
}
