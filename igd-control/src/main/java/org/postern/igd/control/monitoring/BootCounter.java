// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.api.discovery.Announcement;

import java.util.Optional;
import java.util.OptionalLong;

/** The boot and configuration ids of a gateway (UDA 2.0 section 1.2.2). */
final class BootCounter {
    private OptionalLong bootId;
    private OptionalLong configId;

    /** By an ssdp:update, after which the gateway goes on without a restart. */
    private OptionalLong announced = OptionalLong.empty();

    BootCounter(OptionalLong bootId, OptionalLong configId) {
        this.bootId = bootId;
        this.configId = configId;
    }

    OptionalLong bootId() {
        return bootId;
    }

    OptionalLong configId() {
        return configId;
    }

    /** Whether the boot id of an alive tells if there was a restart. */
    boolean isComparable(Announcement alive) {
        return bootId.isPresent() && alive.bootId().isPresent();
    }

    void update(Announcement update) {
        announced = update.bootId();
    }

    /** What there is to check after an alive. */
    Optional<CheckReason> alive(Announcement alive) {
        boolean rebooted = isOther(bootId, alive.bootId()) && !alive.bootId().equals(announced);
        boolean reconfigured = isOther(configId, alive.configId());
        bootId = alive.bootId().isPresent() ? alive.bootId() : bootId;
        configId = alive.configId().isPresent() ? alive.configId() : configId;
        if (rebooted) {
            return Optional.of(CheckReason.REBOOTED);
        }
        return reconfigured ? Optional.of(CheckReason.RECONFIGURED) : Optional.empty();
    }

    private static boolean isOther(OptionalLong known, OptionalLong received) {
        return known.isPresent() && received.isPresent() && !known.equals(received);
    }
}
