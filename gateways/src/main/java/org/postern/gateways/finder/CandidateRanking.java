// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.control.Candidate;
import org.postern.api.finder.GatewayQuery;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.places.HostPlaces.Place;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
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
    Comparator<Candidate> bestFirst() {
        Comparator<Candidate> order =
                Comparator.comparing(Candidate::valid)
                        .reversed()
                        .thenComparing(each -> place(each) == Place.THIS_MACHINE)
                        .thenComparing(Candidate::lastResort)
                        .thenComparing(each -> each.valid() ? place(each) : Place.OTHER)
                        .thenComparing(Candidate::standing)
                        .thenComparing(this::place);
        return places.hasDefaultGateway()
                ? order.thenComparing(
                        each -> address(each).map(InetAddress::getAddress).orElse(NOWHERE),
                        Arrays::compareUnsigned)
                : order;
    }

    /** Whether one that is preferred may still answer, however good this one is. */
    boolean mayYield(Candidate candidate, Collection<Candidate> found) {
        if (!query.wanted().isEmpty() || isOnLoopback(candidate)) {
            return false;
        }
        return switch (place(candidate)) {
            case DEFAULT_GATEWAY -> false;
            case OTHER ->
                    places.hasDefaultGateway()
                            && found.stream()
                                    .noneMatch(each -> place(each) == Place.DEFAULT_GATEWAY);
            case THIS_MACHINE -> true;
        };
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
        return address(candidate).map(places::of).orElse(Place.OTHER);
    }

    /** Simulated routers and the like: a search looks there only if it is told to. */
    private static boolean isOnLoopback(Candidate candidate) {
        return address(candidate).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static Optional<InetAddress> address(Candidate candidate) {
        return candidate.gateway().map(gateway -> gateway.info().address());
    }
}
