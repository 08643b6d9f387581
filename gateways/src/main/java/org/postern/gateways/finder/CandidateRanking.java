// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.control.Candidate;
import org.postern.api.finder.GatewayQuery;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.places.HostPlaces.Place;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Which of several candidates is better, by how good it is and by where it is. */
final class CandidateRanking {
    private static final byte[] NOWHERE = {};

    private final GatewayQuery query;
    private final HostPlaces places;

    CandidateRanking(GatewayQuery query, HostPlaces places) {
        this.query = query;
        this.places = places;
    }

    /** A default gateway may become known later than the first candidate. */
    void refresh() {
        places.refresh();
    }

    /**
     * Valid gateways first, those on this machine behind all others, last resorts behind those. A
     * valid default gateway comes before all others, whatever their standing: the replies of this
     * machine pass it, so that a port that another router forwards would not work, even if its
     * address is public and that of the default gateway is not. Where the default gateway is known,
     * no two hosts are equal, so that the answer is the same on each call.
     */
    int compare(Candidate one, Candidate other) {
        int order = -Boolean.compare(one.valid(), other.valid());
        Place place = place(one);
        Place otherPlace = place(other);
        order = order == 0 ? Boolean.compare(isHere(place), isHere(otherPlace)) : order;
        order = order == 0 ? Boolean.compare(one.lastResort(), other.lastResort()) : order;
        order = order == 0 && one.valid() ? place.compareTo(otherPlace) : order;
        order = order == 0 ? one.standing().compareTo(other.standing()) : order;
        order = order == 0 ? place.compareTo(otherPlace) : order;
        return order == 0 && places.hasDefaultGateway()
                ? Arrays.compareUnsigned(bytes(one), bytes(other))
                : order;
    }

    private static boolean isHere(Place place) {
        return place == Place.THIS_MACHINE;
    }

    private static byte[] bytes(Candidate candidate) {
        Optional<InetAddress> address = address(candidate);
        return address.isPresent() ? address.get().getAddress() : NOWHERE;
    }

    /** Whether one that is preferred may still answer, however good this one is. */
    boolean mayYield(Candidate candidate, Collection<Candidate> found) {
        if (!query.wanted().isEmpty() || isOnLoopback(candidate)) {
            return false;
        }
        return switch (place(candidate)) {
            case DEFAULT_GATEWAY -> false;
            case OTHER -> places.hasDefaultGateway() && !isDefaultGatewayAmong(found);
            case THIS_MACHINE -> true;
        };
    }

    private boolean isDefaultGatewayAmong(Collection<Candidate> found) {
        for (Candidate each : found) {
            if (place(each) == Place.DEFAULT_GATEWAY) {
                return true;
            }
        }
        return false;
    }

    /** Said where the place decided, or where the choice may surprise; begins with a blank. */
    String remark(Candidate elected, boolean oneOfSeveral) {
        if (isOnLoopback(elected)) {
            return "";
        }
        return switch (place(elected)) {
            case DEFAULT_GATEWAY -> oneOfSeveral ? " It is this machine's default gateway." : "";
            case OTHER ->
                    places.hasDefaultGateway()
                            ? " It is not this machine's default gateway, where no valid gateway"
                                    + " answered."
                            : "";
            case THIS_MACHINE -> " It runs on this machine itself; no other valid one answered.";
        };
    }

    private Place place(Candidate candidate) {
        Optional<InetAddress> address = address(candidate);
        return address.isPresent() ? places.of(address.get()) : Place.OTHER;
    }

    /** Simulated routers and the like: a search looks there only if it is told to. */
    private static boolean isOnLoopback(Candidate candidate) {
        Optional<InetAddress> address = address(candidate);
        return address.isPresent() && address.get().isLoopbackAddress();
    }

    private static Optional<InetAddress> address(Candidate candidate) {
        return candidate.gateway().isPresent()
                ? Optional.of(candidate.gateway().get().info().address())
                : Optional.empty();
    }
}
