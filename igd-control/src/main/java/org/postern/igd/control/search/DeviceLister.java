// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpDevice;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Waits for the timeout and lists what passed the filter. */
record DeviceLister(
        CompletableFuture<List<UpnpDevice>> future,
        DeviceFilter filter,
        Consumer<UpnpDevice> listener)
        implements SearchObserver {
    @Override
    public void onAssessed(DeviceAnswers device) {
        listener.accept(device.listed(filter));
    }

    @Override
    public void onTimeout(List<DeviceAnswers> passing, List<String> refused) {
        future.complete(passing.stream().<UpnpDevice>map(device -> device.listed(filter)).toList());
    }

    @Override
    public void onNothing(GatewayException reason) {
        future.completeExceptionally(reason);
    }
}
