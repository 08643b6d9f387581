// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.http.DocumentEnd;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions that a service lists in its own description (UDA 1.1 section 2.5). */
public final class ActionList {
    /** Where such a description ends. */
    static final DocumentEnd DOCUMENT = DocumentEnd.of("scpd");

    /** Each service that is asked for a change has one of these: the document is not another's. */
    private static final Set<String> KNOWN =
            Set.of("getstatusinfo", "getexternalipaddress", "getfirewallstatus");

    private ActionList() {}

    /** In small letters; empty where the document is missing, cut off, or that of another service. */
    static Set<String> read(HttpResponse response) {
        if (response.status() / 100 != 2 || !DOCUMENT.endsIn(response.body())) {
            return Set.of();
        }
        try {
            Set<String> names =
                    XmlReader.read(response.body())
                            .children("actionList")
                            .flatMap(list -> list.children("action"))
                            .map(ActionList::name)
                            .collect(Collectors.toUnmodifiableSet());
            return names.stream().anyMatch(KNOWN::contains) ? names : Set.of();
        } catch (XmlFormatException e) {
            return Set.of();
        }
    }

    private static String name(XmlElement action) {
        return inSmallLetters(action.childText("name"));
    }

    /** As the names are in a list. */
    public static String inSmallLetters(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}
