// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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

    private static final String[] TEXTS = {
        "devicetype",
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
        "errordescription"
    };

    /** Arguments of actions are named so, and hold text too. */
    private static final String ARGUMENT = "new";

    private static final Map<String, ElementKind> KINDS = kinds();

    static ElementKind of(String localName) {
        String name = localName.toLowerCase(Locale.ROOT);
        return name.startsWith(ARGUMENT) ? TEXT : KINDS.getOrDefault(name, OTHER);
    }

    boolean endsBefore(ElementKind next) {
        boolean isList = next == DEVICE_LIST || next == SERVICE_LIST || next == ICON_LIST;
        if (this == TEXT || this == ICON_LIST) {
            return next != OTHER;
        } else if (this == SERVICE) {
            return isList || next == SERVICE || next == DEVICE;
        }
        return this == SERVICE_LIST && (isList || next == DEVICE);
    }

    private static Map<String, ElementKind> kinds() {
        Map<String, ElementKind> kinds = new HashMap<>();
        for (String text : TEXTS) {
            kinds.put(text, TEXT);
        }
        kinds.put("device", DEVICE);
        kinds.put("service", SERVICE);
        kinds.put("devicelist", DEVICE_LIST);
        kinds.put("servicelist", SERVICE_LIST);
        kinds.put("iconlist", ICON_LIST);
        return kinds;
    }
}
