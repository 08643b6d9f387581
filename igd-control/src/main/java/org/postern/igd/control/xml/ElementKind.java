// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.Locale;

/**
 * Which elements of descriptions and SOAP messages end where another begins, because they cannot
 * hold it; for documents in which end tags are missing.
 */
enum ElementKind {
    /** Holds text alone (UDA 1.1, sections 2.3 and 3.2). */
    TEXT,
    DEVICE,
    SERVICE,
    DEVICE_LIST,
    SERVICE_LIST,
    ICON_LIST,
    /** May hold anything. */
    OTHER;

    /** Arguments of actions are named so, and hold text too. */
    private static final String ARGUMENT = "new";

    /**
     * Whether an element of this kind ends where another begins.
     *
     * @param next the local name of the other
     */
    boolean endsBefore(String next) {
        if (this == TEXT || this == ICON_LIST) {
            return of(next) != OTHER;
        } else if (this == SERVICE || this == SERVICE_LIST) {
            ElementKind other = of(next);
            return other != OTHER && other != TEXT && (other != SERVICE || this == SERVICE);
        }
        return false;
    }

    static ElementKind of(String localName) {
        String name = localName.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "device" -> DEVICE;
            case "service" -> SERVICE;
            case "devicelist" -> DEVICE_LIST;
            case "servicelist" -> SERVICE_LIST;
            case "iconlist" -> ICON_LIST;
            case "devicetype",
                    "friendlyname",
                    "manufacturer",
                    "manufacturerurl",
                    "modeldescription",
                    "modelname",
                    "modelnumber",
                    "modelurl",
                    "serialnumber",
                    "udn",
                    "upc",
                    "presentationurl",
                    "urlbase",
                    "servicetype",
                    "serviceid",
                    "scpdurl",
                    "controlurl",
                    "eventsuburl",
                    "errorcode",
                    "errordescription" ->
                    TEXT;
            default -> name.startsWith(ARGUMENT) ? TEXT : OTHER;
        };
    }
}
