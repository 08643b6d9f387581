// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one datagram says, control characters removed. Texts are empty where a header is missing.
 *
 * @param kind what sort of message it is
 * @param target the ST of an answer or a search, the NT of an announcement
 * @param usn the unique service name, opaque (quirk S20)
 * @param location as sent; see {@link Locations#read(String)}
 * @param maxAge seconds, as sent
 * @param server what the device calls itself
 * @param bootId BOOTID.UPNP.ORG
 * @param nextBootId NEXTBOOTID.UPNP.ORG, which an update carries (UDA 1.1 section 1.2.4)
 * @param configId CONFIGID.UPNP.ORG
 */
record SsdpMessage(
        Kind kind,
        String target,
        String usn,
        String location,
        OptionalLong maxAge,
        String server,
        OptionalLong bootId,
        OptionalLong nextBootId,
        OptionalLong configId) {
    /** A name or URL of ten times the usual length carries something else. */
    static final int LONGEST_TEXT = 1024;

    /**
     * UDA 1.1 section 1.2.2 recommends it as the least. Taken where nothing is said or less: those
     * who say 30 or 60 do not announce themselves often enough for that, as datagrams get lost, and
     * to ask them again every 30 s would be a nuisance (quirk S12).
     */
    private static final long SHORTEST_MAX_AGE = 1800;

    /** A day: nothing announced needs to be believed for longer. */
    private static final long LONGEST_MAX_AGE = 86400;

    /** The sorts of messages on port 1900. */
    enum Kind {
        /** The answer to a search. */
        ANSWER,
        /** A device announces itself. */
        ALIVE,
        /** A device leaves. */
        BYEBYE,
        /** A device is about to change its boot id. */
        UPDATE,
        /** Another control point searches. */
        SEARCH,
        /** Anything else. */
        OTHER
    }

    /**
     * Whether this is about UPnP at all: port 1900 also carries HNAP, Roku's and others' (quirk
     * S19). A target that is missing, quoted, or names no protocol is forgiven.
     */
    boolean upnp() {
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

    /** Whether it carries something else than names and URLs. */
    boolean tooLong() {
        return usn.length() > LONGEST_TEXT
                || target.length() > LONGEST_TEXT
                || location.length() > LONGEST_TEXT;
    }

    /** How long it is believed. */
    Duration lifetime() {
        long seconds = maxAge.orElse(SHORTEST_MAX_AGE);
        return Duration.ofSeconds(Math.max(SHORTEST_MAX_AGE, Math.min(LONGEST_MAX_AGE, seconds)));
    }

    /** After an update the next one is the valid one (UDA 1.1 section 1.2.4). */
    OptionalLong validBootId() {
        boolean changed = kind == Kind.UPDATE && nextBootId.isPresent();
        return changed ? nextBootId : bootId;
    }

    /** Where the description is; empty when LOCATION is missing or cannot be used. */
    Optional<URI> descriptionUrl() {
        return Locations.read(location);
    }
}
