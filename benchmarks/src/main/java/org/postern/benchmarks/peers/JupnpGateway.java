// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.jupnp.controlpoint.ActionCallback;
import org.jupnp.controlpoint.ControlPoint;
import org.jupnp.model.action.ActionException;
import org.jupnp.model.action.ActionInvocation;
import org.jupnp.model.meta.RemoteService;
import org.jupnp.model.types.UnsignedIntegerFourBytes;
import org.jupnp.model.types.UnsignedIntegerTwoBytes;

/** A WAN connection service that jUPnP found, with its actions called one by one. */
record JupnpGateway(ControlPoint controlPoint, RemoteService service) implements UsableGateway {

    boolean connected() throws ActionException {
        ActionInvocation<RemoteService> status = action("GetStatusInfo");
        return "Connected".equalsIgnoreCase(output(run(status), "NewConnectionStatus"));
    }

    @Override
    public String externalAddress() throws ActionException {
        return output(run(action("GetExternalIPAddress")), "NewExternalIPAddress");
    }

    @Override
    public void map(int port) throws ActionException {
        ActionInvocation<RemoteService> add = forPort("AddPortMapping", port);
        add.setInput("NewInternalPort", new UnsignedIntegerTwoBytes(port));
        add.setInput("NewInternalClient", localAddress());
        add.setInput("NewEnabled", true);
        add.setInput("NewPortMappingDescription", "benchmark");
        add.setInput("NewLeaseDuration", new UnsignedIntegerFourBytes(0));
        run(add);
    }

    @Override
    public void mapAndLook(int port) throws ActionException {
        map(port);
        run(forPort("GetSpecificPortMappingEntry", port));
    }

    private ActionInvocation<RemoteService> forPort(String name, int port) {
        ActionInvocation<RemoteService> action = action(name);
        action.setInput("NewExternalPort", new UnsignedIntegerTwoBytes(port));
        action.setInput("NewProtocol", "TCP");
        return action;
    }

    private ActionInvocation<RemoteService> action(String name) {
        return new ActionInvocation<>(service.getAction(name));
    }

    /** On this thread. */
    private ActionInvocation<RemoteService> run(ActionInvocation<RemoteService> action)
            throws ActionException {
        new ActionCallback.Default(action, controlPoint).run();
        if (action.getFailure() != null) {
            throw action.getFailure();
        }
        return action;
    }

    private static String output(ActionInvocation<RemoteService> action, String argument) {
        return String.valueOf(action.getOutput(argument).getValue());
    }

    private String localAddress() {
        return service.getDevice().getIdentity().getDiscoveredOnLocalAddress().getHostAddress();
    }
}
