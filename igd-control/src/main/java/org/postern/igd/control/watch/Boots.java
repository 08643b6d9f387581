// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;

import java.util.Optional;
import java.util.OptionalLong;

/** The boot and configuration ids of a gateway (UDA 2.0 section 1.2.2). */
final class Boots {
    private OptionalLong bootId;
    private OptionalLong configId;

    /** By an ssdp:update; the gateway goes on as it is. */
    private OptionalLong announced = OptionalLong.empty();

    Boots(OptionalLong bootId, OptionalLong configId) {
        this.bootId = bootId;
        this.configId = configId;
    }

    OptionalLong bootId() {
        return bootId;
    }

    OptionalLong configId() {
        return configId;
    }

    /** Whether an alive tells by its boot id if there was a restart. */
    boolean canTell(Announcement said) {
        return bootId.isPresent() && said.bootId().isPresent();
    }

    void update(Announcement said) {
        announced = said.bootId();
    }

    /** What an alive makes suspicious. */
    Optional<Suspicion> alive(Announcement said) {
        boolean rebooted = isOther(bootId, said.bootId()) && !said.bootId().equals(announced);
        boolean reconfigured = isOther(configId, said.configId());
        bootId = said.bootId().isPresent() ? said.bootId() : bootId;
        configId = said.configId().isPresent() ? said.configId() : configId;
        if (rebooted) {
            return Optional.of(Suspicion.REBOOTED);
        }
        return reconfigured ? Optional.of(Suspicion.RECONFIGURED) : Optional.empty();
    }

    private static boolean isOther(OptionalLong known, OptionalLong said) {
        return known.isPresent() && said.isPresent() && !known.equals(said);
    }
}
