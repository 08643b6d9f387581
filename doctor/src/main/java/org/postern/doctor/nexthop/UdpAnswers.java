// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.PortAnswer;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What connected sockets met at a gateway's UDP ports 1900 and 5351, E5.
 *
 * @param ports without those that were not awaited, because of an interrupt
 * @param natPmpResult the result code of NAT-PMP (RFC 6886 section 3.5): 0 for success, 3 for a
 *     "network failure"; empty where it is not spoken
 * @param pcpResult the result code of PCP (RFC 6887 section 7.4): 0 for success; empty where it is
 *     not spoken
 */
public record UdpAnswers(
        Map<Integer, PortAnswer> ports, OptionalInt natPmpResult, OptionalInt pcpResult) {
    /** Where nothing was asked. */
    public static final UdpAnswers NONE =
            new UdpAnswers(Map.of(), OptionalInt.empty(), OptionalInt.empty());

    public UdpAnswers {
        ports = Collections.unmodifiableMap(new TreeMap<>(ports));
    }
}
