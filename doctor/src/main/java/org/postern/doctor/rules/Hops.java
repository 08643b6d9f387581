// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the answers of a default gateway mean. */
final class Hops {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int HTTP_ALTERNATIVE = 8080;
    private static final int DNS = 53;

    private Hops() {}

    /** The answer at a port over UDP; silence where it was not asked. */
    static PortAnswer udp(NextHop hop, int port) {
        return hop.udp().getOrDefault(port, PortAnswer.SILENT);
    }

    /** Whether nobody listens at the port of SSDP: only the router itself can say that. */
    static boolean refusesSearches(NextHop hop) {
        return udp(hop, NextHop.SSDP) == PortAnswer.REFUSED;
    }

    /** Whether this machine lets no search out. */
    static boolean isCut(NextHop hop) {
        return udp(hop, NextHop.SSDP) == PortAnswer.NOT_PERMITTED;
    }

    /** Whether what came back can only come from a host at that address. */
    static boolean isAlive(NextHop hop) {
        return hop.neighbour() == Neighbour.PRESENT || met(hop, PortAnswer.ANSWERED);
    }

    /** Whether nobody has the address. */
    static boolean isAbsent(NextHop hop) {
        return (hop.neighbour() == Neighbour.ABSENT && !met(hop, PortAnswer.ANSWERED))
                || isAll(hop.tcp().values(), PortAnswer.NO_ROUTE);
    }

    /** Whether it is known if somebody has the address. */
    static boolean isMeasured(NextHop hop) {
        return hop.neighbour() != Neighbour.NOT_MEASURED
                || met(hop, PortAnswer.ANSWERED)
                || met(hop, PortAnswer.REFUSED)
                || met(hop, PortAnswer.NO_ROUTE);
    }

    /** Whether any port of either protocol met this. */
    static boolean met(NextHop hop, PortAnswer answer) {
        return Stream.of(hop.udp(), hop.tcp()).anyMatch(each -> each.containsValue(answer));
    }

    /** Whether the gateway keeps silent, but for names, which guest networks answer. */
    static boolean isSilent(NextHop hop) {
        return isAll(hop.udp().values(), PortAnswer.SILENT)
                && hop.tcp().entrySet().stream()
                        .filter(each -> each.getKey() != DNS)
                        .allMatch(each -> each.getValue() == PortAnswer.SILENT)
                && !hop.tcp().isEmpty();
    }

    private static boolean isAll(Collection<PortAnswer> answers, PortAnswer answer) {
        return !answers.isEmpty() && answers.stream().allMatch(each -> each == answer);
    }

    /** The URL of its web page, where something listens at a port of such. */
    static Optional<String> page(NextHop hop) {
        String host = hop.address().getHostAddress();
        Map<Integer, PortAnswer> tcp = hop.tcp();
        if (tcp.get(HTTP) == PortAnswer.ANSWERED) {
            return Optional.of("http://" + host + "/");
        }
        if (tcp.get(HTTPS) == PortAnswer.ANSWERED) {
            return Optional.of("https://" + host + "/");
        }
        return tcp.get(HTTP_ALTERNATIVE) == PortAnswer.ANSWERED
                ? Optional.of("http://" + host + ":" + HTTP_ALTERNATIVE + "/")
                : Optional.empty();
    }

    static boolean has(List<NextHop> hops, InetAddress address) {
        return hops.stream().anyMatch(each -> each.address().equals(address));
    }
}
