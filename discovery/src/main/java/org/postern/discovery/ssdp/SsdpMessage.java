// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The content of one datagram without control characters. Texts are empty where a header is
 * missing. The target is the ST of an answer or a search, the NT of an announcement; the USN is
 * opaque (quirk S20). The location is as sent, see {@link DescriptionUrls#read(String)}, and so is
 * {@code maxAge}, in seconds. The server is what the device calls itself. An update carries
 * {@code nextBootId} (UDA 1.1 section 1.2.4).
 */
public record SsdpMessage(
        Kind kind,
        String target,
        String usn,
        String location,
        OptionalLong maxAge,
        String server,
        OptionalLong bootId,
        OptionalLong nextBootId,
        OptionalLong configId) {
    /** Ten times the usual length of names and URLs; longer ones are not used. */
    public static final int LONGEST_TEXT = 1024;

    /**
     * The least that UDA 1.1 section 1.2.2 recommends. Used where less or nothing is sent: devices
     * that send 30 or 60 do not announce themselves often enough for that, as datagrams get lost,
     * and asking them again every 30 s would load the network (quirk S12).
     */
    private static final long SHORTEST_MAX_AGE = 1800;

    /** One day: no statement needs to be valid for longer. */
    private static final long LONGEST_MAX_AGE = 86400;

    public enum Kind {
        ANSWER,
        ALIVE,
        BYEBYE,
        /** A device is about to change its boot id. */
        UPDATE,
        /** Another control point searches. */
        SEARCH,
        OTHER
    }

    /**
     * Whether this concerns UPnP: port 1900 also carries HNAP, Roku's and other protocols (quirk
     * S19). A target that is missing, quoted, or names no protocol is accepted.
     */
    public boolean upnp() {
        return target.indexOf(':') < 0
                || targetBegins("upnp:")
                || targetBegins("urn:")
                || targetBegins("uuid:")
                || targetBegins("ssdp:");
    }

    private boolean targetBegins(String scheme) {
        int start = target.startsWith("\"") ? 1 : 0;
        return target.regionMatches(true, start, scheme, 0, scheme.length());
    }

    /** Whether a text exceeds {@link #LONGEST_TEXT}. */
    public boolean tooLong() {
        return usn.length() > LONGEST_TEXT
                || target.length() > LONGEST_TEXT
                || location.length() > LONGEST_TEXT;
    }

    /** How long the statement is valid: 30 minutes to one day. */
    public Duration lifetime() {
        long seconds = maxAge.orElse(SHORTEST_MAX_AGE);
        return Duration.ofSeconds(Math.max(SHORTEST_MAX_AGE, Math.min(LONGEST_MAX_AGE, seconds)));
    }

    /** Of an update the next one (UDA 1.1 section 1.2.4). */
    public OptionalLong validBootId() {
        boolean changed = kind == Kind.UPDATE && nextBootId.isPresent();
        return changed ? nextBootId : bootId;
    }

    /** Where the description is; empty when LOCATION is missing or cannot be used. */
    public Optional<URI> descriptionUrl() {
        return DescriptionUrls.read(location);
    }

    /** The same at an address: that of the sender where the URL has a name. */
    public Optional<URI> descriptionUrl(InetAddress sender) {
        return descriptionUrl()
                .or(() -> DescriptionUrls.readUnnamed(location))
                .flatMap(url -> DescriptionUrls.withAddress(url, sender));
    }
}
