// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.util.Map;
import java.util.Objects;

/** Felix Health Checks with the configuration of docs/metrics.md. */
@InFelix
class HealthCheckIT {
    private static final String CHECK = "org.apache.felix.hc.generalchecks.JmxAttributeCheck";

    @Test
    void aPortThatIsTaken_isAWarning_untilItIsReleased() throws Exception {
        Configuration configuration =
                Inside.configureAnother(
                        CHECK,
                        Map.of(
                                "hc.name", "No kept port is taken",
                                "hc.tags", new String[] {"postern"},
                                "mbean.name", "org.postern:type=PortKeeper",
                                "attribute.name", "Taken",
                                "attribute.value.constraint", "= 0"));
        try (GatewayService hall = GatewayService.register("hall")) {
            HealthCheck check =
                    Objects.requireNonNull(
                            Inside.context()
                                    .getService(
                                            Inside.reference(
                                                    HealthCheck.class,
                                                    "(hc.name=No kept port is taken)")));
            Inside.eventually("all is well", () -> status(check) == Result.Status.OK);

            MappingRequest request = MappingRequest.tcp(18195);
            hall.holds(request.keys().get(0), "10.9.9.9");
            KeptPort port = Inside.service(PortKeeper.class).keep(request);
            Inside.eventually("it is taken", () -> status(check) == Result.Status.WARN);

            port.release().get();
            assertEquals(Result.Status.OK, status(check));
        } finally {
            configuration.delete();
        }
    }

    private static Result.Status status(HealthCheck check) {
        return check.execute().getStatus();
    }
}
