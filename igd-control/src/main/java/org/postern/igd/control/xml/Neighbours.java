// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which elements of descriptions and SOAP messages end where another begins, because it cannot be
 * within them; for documents in which end tags are missing.
 */
final class Neighbours {
    /** They hold text alone (UDA 1.1, sections 2.3 and 3.2). */
    private static final Set<String> TEXTS =
            Set.of(
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
                    "errordescription");

    private static final Set<String> LISTS = Set.of("iconlist", "servicelist", "devicelist");

    /** What each of these cannot hold besides the lists. */
    private static final Map<String, Set<String>> ENDED_BY =
            Map.of(
                    "service", Set.of("service", "device"),
                    "servicelist", Set.of("device"),
                    "iconlist", Set.of("device", "service", "udn", "presentationurl"));

    private Neighbours() {}

    /** Whether an open element ends where the other begins. */
    static boolean ends(String open, String beginning) {
        String before = local(open);
        String next = local(beginning);
        if (isText(before)) {
            return isText(next)
                    || LISTS.contains(next)
                    || next.equals("service")
                    || next.equals("device");
        }
        Set<String> ending = ENDED_BY.get(before);
        return ending != null && (ending.contains(next) || LISTS.contains(next));
    }

    /** Arguments of actions are called New… and hold text too. */
    private static boolean isText(String name) {
        return TEXTS.contains(name) || name.startsWith("new");
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
