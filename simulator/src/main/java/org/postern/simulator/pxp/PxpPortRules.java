// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.igd.HeldMappings;
import org.postern.simulator.igd.Mapping;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

/**
 * Which external port a client gets over PCP and NAT-PMP: the wanted one where that is free, until
 * quirks change it. All changes are made before the router starts.
 */
public final class PxpPortRules {
    private static final int FIRST_RANDOM = 20_000;
    private static final int LAST_RANDOM = 60_000;
    private static final int SHORT_SECONDS = 60;

    private BiFunction<WantedPort, HeldMappings, WantedPort> adaptation =
            (request, table) -> request;
    private boolean wantedTaken;
    private boolean firstNonceOnly;
    private boolean overflows;

    /** Gives the next free port to clients that want none but the one that is taken. */
    public void ignorePreferFailure() {
        adapt((request, table) -> request.isPermitted() ? request.orAnother() : request);
    }

    /** Treats each wanted port as taken, unless the client has it already. */
    public void takeWanted() {
        wantedTaken = true;
    }

    /** Gives the external port that an internal port has already, whatever is wanted. */
    public void keepFirst() {
        adapt(
                (request, table) ->
                        held(request, table)
                                .map(present -> request.wanting(present.externalPort()))
                                .orElse(request));
    }

    /** Gives a port at random, another one at each renewal, for a minute. */
    public void giveRandom() {
        adapt(
                (request, table) -> {
                    Optional<Mapping> present = held(request, table);
                    present.ifPresent(each -> table.remove(each::equals));
                    return request.wanting(otherThan(present.map(Mapping::externalPort).orElse(0)))
                            .orAnother()
                            .leasedFor(SHORT_SECONDS);
                });
    }

    /** Lets nobody renew a mapping with another nonce than that of PCP which opened it. */
    public void keepNonce() {
        firstNonceOnly = true;
    }

    /** Confirms leases of more than 2³¹−1 s, and drops the mappings. */
    public void overflow() {
        overflows = true;
    }

    WantedPort adapted(WantedPort request, HeldMappings table) {
        return adaptation.apply(request, table);
    }

    /** Whether a port that nobody holds is refused all the same. */
    boolean isTaken(WantedPort request, int port) {
        return wantedTaken && port == request.wantedPort();
    }

    /** Whether a mapping may take the place of one that leads to the same client. */
    boolean permitsTakeover(Mapping asked, Mapping present) {
        return !firstNonceOnly
                || !present.description().startsWith(Mapping.PCP)
                || present.description().equals(asked.description());
    }

    boolean isDropped(Mapping mapping) {
        return overflows && mapping.leaseSeconds() > Integer.MAX_VALUE;
    }

    private void adapt(BiFunction<WantedPort, HeldMappings, WantedPort> change) {
        BiFunction<WantedPort, HeldMappings, WantedPort> before = adaptation;
        adaptation = (request, table) -> change.apply(before.apply(request, table), table);
    }

    private static Optional<Mapping> held(WantedPort request, HeldMappings table) {
        return table.newest(mapping -> request.leadsTo(mapping) && !mapping.openedOverUpnp());
    }

    private static int otherThan(int port) {
        int random = ThreadLocalRandom.current().nextInt(FIRST_RANDOM, LAST_RANDOM);
        return random == port ? LAST_RANDOM : random;
    }
}
