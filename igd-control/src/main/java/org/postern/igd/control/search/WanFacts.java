// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a WAN service told when it was asked.
 *
 * @param reached whether it answered at all, be it with a refusal
 * @param addressTold whether it said which address it has, or that it has none
 * @param externalAddress the address; empty when it has none, or did not say
 * @param connected what it said of its state; empty when it did not say
 * @param uptime how long it has been connected; empty when it gave no number
 */
public record WanFacts(
        boolean reached,
        boolean addressTold,
        Optional<InetAddress> externalAddress,
        Optional<Boolean> connected,
        Optional<Duration> uptime) {}
