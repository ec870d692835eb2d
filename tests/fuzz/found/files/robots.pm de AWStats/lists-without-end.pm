@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
@RobotsSearchIDOrder_listx=(
































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































