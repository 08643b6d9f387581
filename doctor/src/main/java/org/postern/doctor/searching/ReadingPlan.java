// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.internal.address.UrlHost;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which descriptions are to be read by what is known at a moment. Nothing is ever read from a host
 * that another one named.
 */
record ReadingPlan(
        DeviceReadings readings, List<SearchAnswer> answers, GatewayCollection gateways) {
    private static final int MAX_GATEWAYS_PER_HOST = 3;

    /** What other devices there are is said in passing. */
    private static final int MAX_OTHER_HOSTS = 4;

    private static final String SCHEME = "http://";

    /**
     * What calls itself a gateway, and where other calls find none, some other devices: one of them
     * may be a gateway all the same, and the others can be named.
     */
    void readAnswered() {
        for (SearchAnswer each : answers) {
            if (each.gateway()
                    && isReadable(each)
                    && readings.count(each.sender()) < MAX_GATEWAYS_PER_HOST) {
                readings.read(own(each), each.sender(), false);
            }
        }
        if (gateways.found().isPresent()) {
            return;
        }
        Set<InetAddress> others = new HashSet<>();
        for (SearchAnswer each : answers) {
            boolean first = others.size() < MAX_OTHER_HOSTS && others.add(each.sender());
            if (!each.gateway() && first && isReadable(each) && !isOfGateway(each.sender())) {
                readings.read(own(each), each.sender(), false);
            }
        }
    }

    /** Over IPv4, and not of the gateway whose description the other calls' search has read. */
    private boolean isReadable(SearchAnswer answer) {
        return answer.sender() instanceof Inet4Address
                && !(gateways.isFoundOverUpnp() && gateways.isFoundAt(answer.sender()));
    }

    private boolean isOfGateway(InetAddress sender) {
        for (SearchAnswer each : answers) {
            if (each.gateway() && each.sender().equals(sender)) {
                return true;
            }
        }
        return false;
    }

    /** A device can only speak for itself: where it names another host, it is asked instead. */
    private static URI own(SearchAnswer answer) {
        return answer.foreignLocation()
                ? UrlHost.replaced(answer.location(), answer.sender())
                : answer.location();
    }

    /** The URL that the user named; none for anything else, and for a name of a host. */
    void readNamed(String wanted) {
        if (!wanted.startsWith(SCHEME)) {
            return;
        }
        URI url = URI.create(wanted);
        Optional<InetAddress> host =
                url.getHost() == null ? Optional.empty() : AddressLiteral.parse(url.getHost());
        if (host.isPresent()) {
            readings.read(url, host.get(), false);
        }
    }

    /** Where the default gateways may describe themselves, unless any gateway answered a search. */
    void readGuessed(List<NextHop> hops) {
        for (SearchAnswer each : answers) {
            if (each.gateway()) {
                return;
            }
        }
        for (NextHop hop : hops) {
            for (URI url : KnownDescriptionUrls.at(hop)) {
                readings.read(url, hop.address(), true);
            }
        }
    }
}
