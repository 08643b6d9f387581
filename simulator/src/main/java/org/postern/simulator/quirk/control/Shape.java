// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What routers make of the documents that answer calls. */
public final class Shape {
    private static final Pattern ARGUMENT = Pattern.compile("<(/?)(New\\w+)>");

    private Shape() {}

    /** Other prefixes than s and u. */
    public static String otherPrefixes(String document) {
        return document.replaceAll("(</?|xmlns:)s\\b", "$1SOAP-ENV")
                .replaceAll("(</?|xmlns:)u\\b", "$1m");
    }

    /** No prefixes and no namespaces. */
    public static String noNamespaces(String document) {
        return document.replaceAll(" (xmlns(:\\w+)?|s:encodingStyle)=\"[^\"]*\"", "")
                .replaceAll("<(/?)[su]:", "<$1");
    }

    /** Prefixes that nothing declares. */
    public static String undeclaredPrefixes(String document) {
        return document.replaceAll(" (xmlns(:\\w+)?)=\"[^\"]*\"", "");
    }

    /** The response in the namespace of a service that was not asked. */
    public static String otherNamespace(String document) {
        return document.replaceAll(
                "xmlns:u=\"[^\"]*\"",
                "xmlns:u=\"urn:schemas-upnp-org:service:Layer3Forwarding:1\"");
    }

    /** The response named like the action. */
    public static String namedLikeTheAction(String document) {
        return document.replaceAll("(</?u:\\w+)Response\\b", "$1");
    }

    /** Argument names in small letters. */
    public static String smallLetters(String document) {
        Matcher names = ARGUMENT.matcher(document);
        return names.replaceAll(
                found -> "<" + found.group(1) + found.group(2).toLowerCase(Locale.ROOT) + ">");
    }

    /** Arguments in the service's namespace. */
    public static String prefixedArguments(String document) {
        return ARGUMENT.matcher(document).replaceAll("<$1u:$2>");
    }

    /** Arguments that the standard does not know, before and after. */
    public static String moreArguments(String document) {
        return document.replaceAll(
                        "(<u:\\w+Response\\b[^>]*>)", "$1<X_Firmware>1.0<X_Date/></X_Firmware>")
                .replaceAll("(</u:\\w+Response>)", "<NewNote>hello</NewNote>$1");
    }

    /** Each element on a line of its own, values with blanks around. */
    public static String spread(String document) {
        return document.replaceAll("><(?!/New)", ">\r\n  <")
                .replaceAll("<(New\\w+)>([^<]+)<", "<$1>\r\n\t$2\r\n  <");
    }

    /** Two elements of faults spelt like in SOAP of another day. */
    public static String capitalFault(String document) {
        return document.replace("faultcode>", "faultCode>").replace("faultstring>", "faultString>");
    }

    /** Faults of which only the number says what is wrong. */
    public static String codeOnly(String document) {
        return document.replaceAll("<errorDescription>.*?</errorDescription>", "");
    }

    /** Faults with bytes in the place of an end tag, such as a buffer too short leaves. */
    public static String brokenDescription(String document) {
        return document.replace("</errorDescription>", "\u0003\u00ff\u0090</errorDesc");
    }

    /** Nothing in the SOAP body. */
    public static String emptyBody(String document) {
        return document.replaceAll("(?s)<s:Body>.*</s:Body>", "<s:Body></s:Body>");
    }
}
