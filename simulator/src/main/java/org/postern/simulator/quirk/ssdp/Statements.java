// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.ssdp.Datagram;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages in due form that say something odd. */
public final class Statements {
    private static final Pattern HOST = Pattern.compile("(?<=//)(\\[[^\\]]*]|[^:/]*)");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("(?<=//[^/]{1,99})/.*");
    private static final Pattern VERSION =
            Pattern.compile("(?<=urn:[^:]{1,99}:[^:]{1,9}:\\w{1,99}:)\\d+$");

    private Statements() {}

    /** A lifetime far below what the standard asks for. */
    public static Datagram shortLived(Datagram message) {
        return message.changed("CACHE-CONTROL", value -> "max-age=30");
    }

    /** A location with another host. */
    public static Datagram at(String host, Datagram message) {
        return message.changed("LOCATION", url -> HOST.matcher(url).replaceFirst(host));
    }

    /** A location with another host where it has one of IPv4. */
    public static Datagram overIpv4At(String host, Datagram message) {
        return message.header("LOCATION").contains("//[") ? message : at(host, message);
    }

    /** A location with another path, which may be empty. */
    public static Datagram under(String path, Datagram message) {
        return message.changed("LOCATION", url -> AFTER_AUTHORITY.matcher(url).replaceFirst(path));
    }

    /** Types whose version is missing, as in {@code WANIPConnection:}. */
    public static Datagram unversioned(Datagram message) {
        return message.changed("ST", Statements::withoutVersion)
                .changed("NT", Statements::withoutVersion)
                .changed("USN", Statements::withoutVersion);
    }

    /** A HOST of the other family, in answers too. */
    public static Datagram foreignHost(Datagram message) {
        return message.with("HOST", "[FF02::C]:1900");
    }

    /** A boot id that does not grow. */
    public static Datagram firstBoot(Datagram message) {
        return message.with("BOOTID.UPNP.ORG", "1");
    }

    /** No ids at all, as before UDA 1.1. */
    public static Datagram withoutIds(Datagram message) {
        return message.without("BOOTID.UPNP.ORG").without("CONFIGID.UPNP.ORG");
    }

    /** An alive only after a byebye. */
    public static Stream<Datagram> afterByebye(Datagram message) {
        return message.header("NTS").equals("ssdp:alive")
                ? Stream.of(byebye(message), message)
                : Stream.of(message);
    }

    private static Datagram byebye(Datagram alive) {
        return alive.with("NTS", "ssdp:byebye")
                .without("LOCATION")
                .without("CACHE-CONTROL")
                .without("SERVER");
    }

    private static String withoutVersion(String type) {
        return VERSION.matcher(type).replaceFirst("");
    }
}
