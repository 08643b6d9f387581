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
            case CONTROL_CHARACTERS -> replaceAll(router, "gateway</", "gateway\u0001\u0018</");
            // LG
            case GARBAGE_AT_END -> router.editDescription(xml -> xml + "\ufffd\ufffd`(</x><y");
            // Virgin Media
            case BLANKS_AT_END -> router.editDescription(xml -> xml + " \r\n\r\n\t ");
            // Netgear
            case BARE_AMPERSAND -> replaceAll(router, "Postern</", "R&N:DGND3700 & sons</");
            // TP-Link
            case STRAY_TAG -> replaceAll(router, "</friendlyName>", " <info></friendlyName>");
            // uShare
            case UNDECLARED_PREFIX ->
                    replaceAll(router, "<UDN>", "<dlna:X_DLNADOC>DMS-1.50</dlna:X_DLNADOC><UDN>");
            // D-Link
            case NO_NAMESPACE -> replaceAll(router, " xmlns=\"[^\"]*\"", "");
            // Cisco
            case WRONG_NAMESPACE ->
                    replaceAll(router, "urn:schemas-upnp-org:device-1-0", "urn:wrong");
            case PADDED_TEXT -> replaceAll(router, ">([^<>\\s][^<>]*)</", ">\n\t $1 \n</");
            // miniupnpd with DeviceProtection
            case INNER_DECLARATION ->
                    replaceAll(router, "<deviceList>", "<deviceList><?xml version=\"1.0\"?>");
            default -> throw new AssertionError(quirk);
        }
    }

    private static void replaceAll(RouterBehavior router, String pattern, String replacement) {
        router.editDescription(xml -> xml.replaceAll(pattern, replacement));
    }
}
