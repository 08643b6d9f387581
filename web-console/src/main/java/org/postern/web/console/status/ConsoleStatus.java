// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.doctor.PortReach;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.keeper.KeeperEvent;
import org.postern.web.console.internal.presentation.LocalAddresses;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known at one moment.
 *
 * @param at when
 * @param query where gateways and devices are looked for
 * @param gateways that are known
 * @param kept the kept ports; empty when there is no keeper
 * @param reaches what a helper outside found of them
 * @param events of gateways and kept ports, newest first
 * @param troubles of gateways and kept ports, newest first
 * @param search the last search for devices
 * @param examination the doctor's last one
 * @param local the addresses of this machine
 */
public record ConsoleStatus(
        Instant at,
        GatewayQuery query,
        List<GatewayStatus> gateways,
        Optional<List<KeptLine>> kept,
        List<PortReach> reaches,
        List<KeeperEvent> events,
        List<KeeperEvent> troubles,
        SearchState search,
        ExaminationState examination,
        LocalAddresses local) {}
